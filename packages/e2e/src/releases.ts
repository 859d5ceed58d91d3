import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, expect, type Locator } from "@playwright/test";
import { execa } from "execa";
import { ACCOUNTS, test as base, TodoPage } from "./fixtures.js";
import { WEB_DIR } from "./server.js";

const WEB = fileURLToPath(new URL("../../../apps/web", import.meta.url));

interface Releases {
  /** Puts the server's place under another release of the page, as an upgrade does. */
  readonly serve: (release: "this" | "next") => Promise<void>;
}

interface WorkerReleases {
  /** Where the page stands, built so that each of its files has another name. */
  readonly nextDir: string;
}

/** Tests of one release of the page after another, with the worker that keeps them. */
export const test = base.extend<Releases, WorkerReleases>({
  settings: [{ ...ACCOUNTS, HOST: "0.0.0.0" }, { scope: "worker" }],
  serviceWorkers: "allow",
  nextDir: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const dir = mkdtempSync(join(tmpdir(), "codex-next-"));
      // What is not minified is the same page, and yet no file of it is.
      const options = ["--minify", "false", "--outDir", dir, "--emptyOutDir", "--logLevel", "error"];
      await execa("vite", ["build", ...options], {
        cwd: WEB,
        preferLocal: true,
        env: { NODE_ENV: "production" },
      });
      await use(dir);
      rmSync(dir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 900_000 },
  ],
  serve: async ({ codex, nextDir }, use) => {
    const serve = async (release: "this" | "next") => {
      await codex.kill();
      await codex.restart({ WEB_DIR: release === "next" ? nextDir : WEB_DIR });
    };
    await use(serve);
    await serve("this");
  },
});

/** Until the page can be opened without the server. */
export async function untilKept({ page }: TodoPage): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Which build a tab shows, by the names of its files. */
export function buildOf({ page }: TodoPage): Promise<string> {
  return page
    .locator("head script[type=module]")
    .evaluateAll((scripts) => scripts.map((script) => script.getAttribute("src")).join(" "));
}

/** A link to a part of the page that is loaded when it is asked for. */
export const CLAIM = "claim it with e-mail and password";

/** What the page says about itself. */
export const notice = ({ page }: TodoPage): Locator => page.getByRole("region", { name: "About this page" });

/** The button that takes a new version. */
export const reload = (tab: TodoPage): Locator => notice(tab).getByRole("button", { name: "Reload" });

/**
 * Takes the version that is offered: once more where the browser was too busy to let it take over in time, or to get on
 * with the reload, as whoever sees nothing happen does.
 */
export async function take(tab: TodoPage): Promise<void> {
  const before = await buildOf(tab);
  await expect(async () => {
    await Promise.all([tab.page.waitForEvent("domcontentloaded", { timeout: 20_000 }), reload(tab).click()]);
    expect(await buildOf(tab)).not.toBe(before);
  }).toPass({ timeout: 90_000 });
}

/** A further tab of the same browser. What goes wrong in it is the test's own business. */
export async function openTab(context: BrowserContext, path = "/"): Promise<TodoPage> {
  const page = await context.newPage();
  await page.goto(path);
  return new TodoPage(page);
}
