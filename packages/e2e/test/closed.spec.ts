import { expect, test } from "../src/fixtures.js";

test.use({ settings: { ACCESS: "accounts", GUESTS: "off", SIGNUP: "closed" } });

test("a server without guests leads to signing in, and says who makes accounts", async ({ page, codex }) => {
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
  await page.goto("/sign-up");
  await expect(page.getByText("This server takes no new accounts.")).toBeVisible();
  await page.goto("/forgot-password");
  await expect(page.getByText("pnpm codex user reset YOUR-ADDRESS")).toBeVisible();
  expect(await codex.db.user.count()).toBe(0);
});
