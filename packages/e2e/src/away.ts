import type { BrowserContext } from "@playwright/test";
import type { TodoPage } from "./fixtures.js";

const SERVER = /\/(trpc|api|health)\//;

/** From here on the page can be loaded, and its server does not answer. @returns what ends it */
export async function cutOff(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(SERVER, (route) => route.abort());
  await context.setOffline(false);
  return () => context.unroute(SERVER);
}

/** Somebody comes to this tab from the others: a browser without a screen shows all of its tabs, always. */
export async function lookAt({ page }: TodoPage): Promise<void> {
  const others = page
    .context()
    .pages()
    .filter((other) => other !== page);
  await page.bringToFront();
  for (const tab of [...others, page])
    await tab.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
}
