import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expectNoObjection } from "./axe.js";
import { expectNothingSticksOut, READINGS, type Reading } from "./overflow.js";

const PHONE = { device: "phone", width: 390, height: 844 };
const DESKTOP = { device: "desktop", width: 1280, height: 800 };
const DEVICES = [PHONE, { device: "tablet", width: 820, height: 1180 }, DESKTOP];

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

/** Where and how axe looks: at everything in the first look, and in the other at what can differ. */
interface Way {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: (typeof LOOKS)[number];
  readonly rules: "everything" | "colours";
  readonly where: string;
}

/** All the ways take minutes. Unless they are asked for, each state is looked at in one of them, another every day. */
const IS_WHOLE = process.env["LOOK"] === "whole";
const SEED = process.env["LOOK_SEED"] ?? new Date().toISOString().slice(0, 10);

/**
 * Looks at the page as it is: axe must find nothing, on a phone and a desktop, in light and dark, and on the phone
 * nothing may stick out at twice the text size or from right to left.
 *
 * @param name - of the state, for the screenshots
 */
export async function look(page: Page, name: string, looking: Looking): Promise<void> {
  const { keep, looks = LOOKS, readings = READINGS } = looking;
  const before = page.viewportSize();
  if (keep) await keepScreens(page, name, looks);
  for (const way of someOf(waysOf(looks), name)) {
    await page.setViewportSize(way);
    await page.emulateMedia({ colorScheme: way.colorScheme, reducedMotion: "reduce" });
    await settled(page);
    await expectNoObjection(page, `${name}, ${way.where}`, IS_WHOLE ? way.rules : "everything");
  }
  await page.setViewportSize(PHONE);
  await expectNothingSticksOut(page, name, someOf(readings, name));
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

/** Colours on their way from one look to the other are of neither. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}

function waysOf(looks: readonly Way["colorScheme"][]): Way[] {
  return [PHONE, DESKTOP].flatMap(({ device, width, height }) =>
    looks.map((colorScheme, index): Way => {
      const rules = index === 0 ? "everything" : "colours";
      return { width, height, colorScheme, rules, where: `${device}, ${colorScheme}` };
    }),
  );
}

/** All of them where everything is looked at; else one, which follows from the seed. */
function someOf<T>(all: readonly T[], name: string): readonly T[] {
  if (IS_WHOLE) return all;
  const at = createHash("sha256").update(`${SEED} ${name}`).digest().readUInt32BE() % all.length;
  return all.slice(at, at + 1);
}

async function keepScreens(page: Page, name: string, looks: readonly Way["colorScheme"][]): Promise<void> {
  for (const { device, width, height } of DEVICES) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await shoot(page, `${name}-${device}-${colorScheme}`);
    }
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  const image = await page.screenshot({ animations: "disabled" });
  writeFileSync(
    `${SCREENS}${name}.png`,
    await sharp(image).png({ palette: true, colours: COLOURS }).toBuffer(),
  );
}
