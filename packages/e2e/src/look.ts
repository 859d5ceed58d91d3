import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expectNoObjection } from "./axe.js";
import { expectNothingSticksOut, READINGS, type Reading } from "./overflow.js";

const DEVICES = [
  { device: "phone", width: 390, height: 844 },
  { device: "tablet", width: 820, height: 1180 },
  { device: "desktop", width: 1280, height: 800 },
] as const;

const LOOKS = ["light", "dark"] as const;

const SCREENS = fileURLToPath(new URL("../../../docs/screens/", import.meta.url));

/** Colours that a screenshot may have: the page has few, and a picture in the repository is to be small. */
const COLOURS = 64;

/** How a state is looked at. */
export interface Looking {
  /** Whether to keep screenshots of three widths in docs/screens. */
  readonly keep: boolean;
  /** Those that the page has; both unless told. */
  readonly looks?: readonly (typeof LOOKS)[number][];
  /** In which nothing may stick out of the page; all unless told. */
  readonly readings?: readonly Reading[];
}

/**
 * Looks at the page as it is, in light and dark: axe must find nothing, on a phone and a desktop, and on the phone
 * nothing may stick out at twice the text size or from right to left.
 *
 * @param name - of the state, for the screenshots
 */
export async function look(page: Page, name: string, looking: Looking): Promise<void> {
  const { keep, looks = LOOKS, readings = READINGS } = looking;
  const before = page.viewportSize();
  for (const { device, width, height } of DEVICES) {
    if (device === "tablet" && !keep) continue;
    await page.setViewportSize({ width, height });
    for (const colorScheme of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const where = `${name}-${device}-${colorScheme}`;
      if (keep) await shoot(page, where);
      if (device === "tablet") continue;
      await expectNoObjection(page, where, colorScheme === looks[0] ? "everything" : "colours");
    }
    if (device === "phone") await expectNothingSticksOut(page, name, readings);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  const image = await page.screenshot({ animations: "disabled" });
  writeFileSync(
    `${SCREENS}${name}.png`,
    await sharp(image).png({ palette: true, colours: COLOURS }).toBuffer(),
  );
}
