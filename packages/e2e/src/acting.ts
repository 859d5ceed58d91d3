import { expect, type Page } from "@playwright/test";

/** A button by its whole name. */
export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** What can be done with what is selected. */
export const bar = (page: Page) => page.getByRole("region", { name: "Selected todos" });
/** What the page says of what was done. */
export const said = (page: Page) => page.getByRole("region", { name: "Message" });

/** Resolves once the page listens to keys that are no letters of a text. */
export const untilKeysAreHeard = (page: Page) => expect(button(page, "Menu of Inbox")).toBeVisible();

/** Opens the commands, once the page listens to keys. */
export async function openCommands(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "What would you like to do?" })).toBeFocused({
      timeout: 1_000,
    });
  }).toPass();
}

/** Resolves once the page selects, drags and acts: in a view nothing else tells. */
export async function untilActing(page: Page): Promise<void> {
  await openCommands(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Types into the commands, and chooses what is found first. */
export async function command(page: Page, text: string, name: string): Promise<void> {
  await openCommands(page);
  await page.keyboard.type(text);
  await expect(page.getByRole("option", { selected: true })).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox", { name: "Results" })).toHaveCount(0);
}
