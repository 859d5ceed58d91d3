import { expect, type Locator } from "@playwright/test";

interface Where {
  /** What the target shows before what is dragged is let go there. */
  readonly shows?: "onto" | "before" | "after";
  /** Pixels below the target's upper edge; its middle without. */
  readonly y?: number;
}

/** Drags by mouse, and lets go once the target shows that it would take it. */
export async function drag(
  source: Locator,
  target: Locator,
  { shows = "onto", y }: Where = {},
): Promise<void> {
  const { mouse } = source.page();
  // What drags is loaded when a pointer comes near.
  await source.hover();
  await expect(source).toHaveAttribute("draggable", "true");
  await mouse.down();
  let moved = 0;
  // The browser says where something is dragged with each move of the mouse; what is dragged onto may still move, too.
  await expect
    .poll(async () => {
      const to = await target.boundingBox();
      if (!to) return null;
      moved += 1;
      await mouse.move(to.x + to.width / 2 + moved, to.y + (y ?? to.height / 2));
      return target.getAttribute("data-drop");
    })
    .toBe(shows);
  await mouse.up();
}
