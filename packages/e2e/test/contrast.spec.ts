import type { Page } from "@playwright/test";
import { expectNoObjection } from "../src/axe.js";
import { ACCOUNTS, expect, type TodoPage, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

async function someTodos(todos: TodoPage): Promise<void> {
  await todos.add("Buy milk", "Call grandma about Sunday");
  await todos.checkbox("Buy milk").check();
  await expect(todos.page.getByText("This list lives in this browser")).toBeVisible();
}

/** What has the focus, and whether somebody who looks can tell. */
function focused(page: Page) {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return undefined;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(activeElement);
    const { x, y, width, height } = activeElement.getBoundingClientRect();
    const above = document.elementFromPoint(x + width / 2, y + height / 2);
    return {
      name: activeElement.getAttribute("aria-label") ?? activeElement.textContent,
      isOutlined:
        outlineStyle !== "none" &&
        Number.parseFloat(outlineWidth) >= 2 &&
        outlineColor !== "rgba(0, 0, 0, 0)",
      isInSight:
        activeElement.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        above !== null &&
        (activeElement.contains(above) || above.contains(activeElement)),
    };
  });
}

/** More presses of Tab than the page has stops. */
const STOPS = 60;

/** Goes once around the page with Tab, and expects each stop to be in sight and marked. @returns their names */
async function aroundThePage(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let presses = 0; presses < STOPS; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    // Between the last stop and the first is the browser's own.
    if (!stop) continue;
    const name = stop.name ?? "";
    if (names[0] === name) return names;
    await expect
      .poll(() => focused(page), `the focus on ${name}`)
      .toEqual({ ...stop, isOutlined: true, isInSight: true });
    names.push(name);
  }
  throw new Error(`Tab does not come round: ${names}`);
}

test("where the system chooses the colours nothing gets lost, and the focus is seen", async ({
  todos,
  page,
}) => {
  await someTodos(todos);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ forcedColors: "active", colorScheme, reducedMotion: "reduce" });
    await expectNoObjection(page, `forced colours, ${colorScheme}`);
  }
  const stops = await aroundThePage(page);
  expect(stops).toEqual(
    expect.arrayContaining(["New todo", "Buy milk", "Delete Buy milk", "New list", "All"]),
  );
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoObjection(page, "forced colours, settings");
});

test("who asks for more contrast gets seven to one, and the focus is seen", async ({ todos, page }) => {
  await someTodos(todos);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ contrast: "more", colorScheme, reducedMotion: "reduce" });
    await expectNoObjection(page, `more contrast, ${colorScheme}`);
    await expectNoObjection(page, `more contrast, ${colorScheme}`, "strong colours");
  }
  await aroundThePage(page);
});
