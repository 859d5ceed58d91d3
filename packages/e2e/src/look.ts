import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";

const WIDTHS = { phone: [390, 844], tablet: [820, 1180], desktop: [1280, 800] } as const;
const LOOKS = ["light", "dark"] as const;

const SCREENS = fileURLToPath(new URL("../../../docs/screens/", import.meta.url));

/** Colours that a screenshot may have: the page has few, and a picture in the repository is to be small. */
const COLOURS = 64;

/**
 * Looks at the page as it is, in light and dark: axe must find nothing, on a phone and a desktop.
 *
 * @param name - of the state, for the screenshots
 * @param keep - whether to keep screenshots of three widths in docs/screens
 */
export async function look(page: Page, name: string, keep: boolean): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [device, [width, height]] of Object.entries(WIDTHS)) {
      if (device === "tablet" && !keep) continue;
      await page.setViewportSize({ width, height });
      if (keep) await shoot(page, `${name}-${device}-${colorScheme}`);
      if (device === "tablet") continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect(told, `${name}, ${device}, ${colorScheme}`).toEqual([]);
    }
  }
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
