import type { Locator, Page } from "@playwright/test";

/** Moves a finger over something sideways, by so many pixels. */
export async function swipe(page: Page, over: Locator, by: number): Promise<void> {
  const box = await over.boundingBox();
  if (!box) throw new Error("What is to be swiped is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at === undefined ? [] : [{ x: at, y }],
    });
  await touch("touchStart", x);
  const steps = 8;
  for (let step = 1; step <= steps; step += 1) await touch("touchMove", x + (by * step) / steps);
  await touch("touchEnd");
  await session.detach();
}
