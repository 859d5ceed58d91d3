import type { Locator, Page } from "@playwright/test";

/** Milliseconds between two moves of a finger, and for which it rests before it lets go. */
const STEP_MS = 16;
const REST_MS = 100;

/** A finger on the page, moved sideways. */
export interface Finger {
  /** Moves on, by so many pixels from where it was put down. */
  move(by: number): Promise<void>;
  /** Rests, and lets go. */
  lift(): Promise<void>;
}

/** Puts a finger in the middle of something. */
export async function putFinger(page: Page, on: Locator): Promise<Finger> {
  // The browser gives touches to what listened when it drew: two frames on, that is what listens now.
  await on.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const box = await on.boundingBox();
  if (!box) throw new Error("What is to be touched is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  // Told rather than waited for: how fast a finger was is not a matter of how fast the machine is.
  let timestamp = Date.now() / 1000;
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at === undefined ? [] : [{ x: at, y }],
      timestamp,
    });
  await touch("touchStart", x);
  let at = x;
  return {
    move: async (by) => {
      const steps = 8;
      const from = at;
      for (let step = 1; step <= steps; step += 1) {
        timestamp += STEP_MS / 1000;
        at = from + ((x + by - from) * step) / steps;
        await touch("touchMove", at);
      }
    },
    lift: async () => {
      // A finger that is lifted in motion flings, and the tap after that only stops what was flung.
      timestamp += REST_MS / 1000;
      await touch("touchMove", at);
      timestamp += STEP_MS / 1000;
      await touch("touchEnd");
      await session.detach();
    },
  };
}

/** Moves a finger over something sideways, by so many pixels. */
export async function swipe(page: Page, over: Locator, by: number): Promise<void> {
  const finger = await putFinger(page, over);
  await finger.move(by);
  await finger.lift();
}
