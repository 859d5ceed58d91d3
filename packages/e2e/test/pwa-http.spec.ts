import type { BrowserContext } from "@playwright/test";
import { expect } from "../src/fixtures.js";
import { press } from "../src/keyboard.js";
import { lanAddress } from "../src/lan.js";
import { buildOf, CLAIM, notice, openTab, take, test } from "../src/releases.js";

/** A tab that uses the server from the network, over plain http. */
const openOverHttp = (context: BrowserContext, port: number) =>
  openTab(context, `http://${lanAddress()}:${port}/`);

test("over plain http it works without being kept, and says so once", { tag: "@screens" }, async ({
  todos,
  codex,
  context,
  look,
}) => {
  await todos.shows();
  const tab = await openOverHttp(context, codex.port);
  expect(await tab.page.evaluate(() => "serviceWorker" in navigator)).toBe(false);
  await expect(notice(tab)).toContainText("Codex needs https");
  await look(tab.page, "needs-https");
  await tab.add("Milk");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await notice(tab).getByRole("button", { name: "Dismiss" }).click();
  await expect(notice(tab)).toHaveCount(0);
  await tab.page.reload();
  await tab.shows("Milk");
  // It would be said when the page has nothing else to do.
  await tab.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await expect(notice(tab)).toHaveCount(0);
});

test("over plain http, too, an old tab goes on with a new server", { tag: "@screens" }, async ({
  todos,
  codex,
  serve,
  context,
  look,
}) => {
  await todos.shows();
  const tab = await openOverHttp(context, codex.port);
  await tab.add("Milk");
  const claim = tab.page.getByRole("link", { name: CLAIM });
  await expect(claim).toBeVisible();
  const before = await buildOf(tab);
  await serve("next");
  await claim.click();
  await expect(tab.page.getByRole("heading", { name: "This part could not be loaded" })).toBeVisible();
  await expect(notice(tab)).toContainText("A new version is ready.");
  await look(tab.page, "part-missing");
  await press(tab.page, tab.page.getByRole("link", { name: "Go to your todos" }));
  await tab.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await look(tab.page, "new-version");
  await take(tab);
  await tab.shows("Milk", "Bread");
  expect(await buildOf(tab)).not.toBe(before);
});

test("a part that cannot be had because the server is away is no new version", async ({
  todos,
  codex,
  context,
}) => {
  await todos.shows();
  const tab = await openOverHttp(context, codex.port);
  await tab.add("Milk");
  await notice(tab).getByRole("button", { name: "Dismiss" }).click();
  const claim = tab.page.getByRole("link", { name: CLAIM });
  await expect(claim).toBeVisible();
  await codex.kill();
  const asked = tab.page.waitForEvent("requestfailed", (request) => request.url().endsWith("/index.html"));
  await claim.click();
  await expect(tab.page.getByRole("heading", { name: "This part could not be loaded" })).toBeVisible();
  await asked;
  await expect(notice(tab)).toHaveCount(0);
  await codex.restart();
  await tab.page.getByRole("main").getByRole("button", { name: "Reload" }).click();
  await expect(tab.page.getByRole("button", { name: "Claim" })).toBeVisible();
});
