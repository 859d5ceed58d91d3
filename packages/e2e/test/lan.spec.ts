import { networkInterfaces } from "node:os";
import { test as base, expect } from "@playwright/test";
import { TodoPage } from "../src/fixtures.js";
import { runCodex } from "../src/server.js";

// Any address but loopback: only there do browsers withhold what they keep for secure contexts.
const address = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

base("a phone on the same network can use it, over plain http and an IP address", async ({ browser }) => {
  expect(address, "this machine has an address on a network").toBeDefined();
  const codex = await runCodex({ HOST: "0.0.0.0" });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`http://${address}:${codex.port}/`);
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
