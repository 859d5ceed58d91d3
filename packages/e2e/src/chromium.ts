import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium as playwright } from "@playwright/test";
import packaged from "@sparticuz/chromium";

/** What a Chromium needs to be told: to start as root and where there is no graphics card, and to leave the network alone. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
];

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * Finds a Chromium: the one CODEX_CHROMIUM names, the system's, the one in the npm package, or the one
 * Playwright has downloaded.
 *
 * @throws Error with what to do if there is none
 */
export async function findChromium(): Promise<string> {
  const named = process.env["CODEX_CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CODEX_CHROMIUM names ${named}, which does not exist.`);
  }
  const dirs = (process.env["PATH"] ?? "").split(delimiter);
  const system = dirs.flatMap((dir) => SYSTEM_NAMES.map((name) => join(dir, name))).find(existsSync);
  if (system) return system;
  // The package holds a build for this one kind of machine.
  if (process.platform === "linux" && process.arch === "x64") return packaged.executablePath();
  const downloaded = playwright.executablePath();
  if (existsSync(downloaded)) return downloaded;
  throw new Error(
    "The browser tests need a Chromium: install one, name one in CODEX_CHROMIUM, or run\n" +
      "  pnpm --filter @codex/e2e exec playwright install chromium",
  );
}
