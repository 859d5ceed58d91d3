import { test as base, expect } from "@playwright/test";
import { TodoPage } from "../src/fixtures.js";
import { lanAddress } from "../src/lan.js";
import { runCodex } from "../src/server.js";

base("a phone on the same network can use it, over plain http and an IP address", async ({ browser }) => {
  const codex = await runCodex({ HOST: "0.0.0.0" });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`http://${lanAddress()}:${codex.port}/`);
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.randomUUID])).toEqual([
    false,
    "undefined",
  ]);
  const todos = new TodoPage(page);
  await todos.add("from the phone");
  await todos.shows("from the phone");
  await todos.checkbox("from the phone").tap();
  await expect.poll(async () => (await codex.db.todo.findFirst())?.completed).toBe(true);
  const [width, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width).toBeLessThanOrEqual(window ?? 0);
  await context.close();
  await codex.stop();
});
