import { expect, type Locator, type Page } from "@playwright/test";
import type { TodoPage } from "./fixtures.js";

/** More presses of Tab, or of an arrow, than any page has stops and any menu has choices. */
const STOPS = 60;

/** Goes to something as a keyboard does: forwards, or back where it stands before what has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < STOPS; presses += 1) {
    const key = await wanted.evaluate((element) => {
      const { activeElement: focused, body } = document;
      if (focused === element) return undefined;
      if (!focused || focused === body) return "Tab";
      const isBehind = element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
      return isBehind ? "Shift+Tab" : "Tab";
    });
    if (key === undefined) return;
    await page.keyboard.press(key);
  }
  await expect(wanted, "what Tab should come to").toBeFocused();
}

/** Goes to a button or link, and presses it. */
export async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

/** Goes to a field, and types into it in place of what stands there. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Opens a menu, goes down in it to a choice, and makes it. */
export async function chooseFrom(page: Page, menu: Locator, choice: string): Promise<void> {
  await press(page, menu);
  const choices = page.locator("[popover]:popover-open").getByRole("button");
  // The first has the focus as soon as there are any.
  await expect(choices.and(page.locator(":focus"))).toHaveCount(1);
  await arrowTo(page, choices.and(page.getByRole("button", { name: choice, exact: true })));
  await page.keyboard.press("Enter");
}

/** Goes down to something from what has the focus. */
async function arrowTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < STOPS; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("ArrowDown");
  }
  await expect(wanted, "what the arrow should come to").toBeFocused();
}

/** Goes to a field that offers several, and on from the first of them to the one that is wanted. */
export async function select(page: Page, field: Locator, option: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Home");
  const chosen = () =>
    field.evaluate((element) =>
      element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : undefined,
    );
  for (let presses = 0; presses < STOPS && (await chosen()) !== option; presses += 1)
    await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(option);
}

/** Writes todos where the page has put the focus. */
export async function write({ page, composer }: TodoPage, ...texts: string[]): Promise<void> {
  await expect(composer).toBeFocused();
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
}
