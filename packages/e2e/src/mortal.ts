import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./chromium.js";

/** A browser that can be ended as by a crash, or by a machine that is switched off. */
export interface MortalBrowser {
  readonly page: Page;
  /** Kills it and all of its processes with -9. */
  kill(): Promise<void>;
}

/** Starts a browser. @param folder - where it keeps what it is to find again when it is started there once more */
export async function startMortal(folder: string): Promise<MortalBrowser> {
  const args = [...CHROMIUM_ARGS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`];
  // A group of its own: its processes are killed together.
  const child = spawn(await findChromium(), args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const kill = async () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const [context] = browser.contexts();
    if (!context) throw new Error("The browser has no window.");
    return { page: context.pages()[0] ?? (await context.newPage()), kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Where it can be told what to do, which it says when it is up. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error("The browser cannot be heard.");
  for await (const line of createInterface({ input: stderr })) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (address !== undefined) {
      // What it says later is nobody's, but has to go somewhere.
      stderr.resume();
      return address;
    }
  }
  throw new Error("The browser ended before it was up.");
}
