import { expect, test } from "../src/fixtures.js";

test("is shown where the browser names a language that Intl does not take", async ({ todos, page }) => {
  // As Chromium does on a machine without a locale.
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "languages", { value: ["en-US@posix", "en-US"] }),
  );
  await page.reload();
  expect(await page.evaluate(() => navigator.languages[0])).toBe("en-US@posix");
  await todos.add("Milk");
  await todos.shows("Milk");
  await expect(page.getByText("1 left")).toBeVisible();
});
