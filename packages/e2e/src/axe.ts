import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Options = Parameters<AxeBuilder["options"]>[0];

/** WCAG 2.2, A and AA, and what axe holds for good practice. */
const EVERYTHING: Options = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
  },
  // The one rule of WCAG 2.2; axe leaves it out unless it is asked for.
  rules: { "target-size": { enabled: true } },
};

/** What depends on colours: all that can differ between two looks of the same page. */
const COLOURS: Options = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** For whoever asks for more contrast: seven to one. */
const STRONG_COLOURS: Options = { runOnly: { type: "rule", values: ["color-contrast-enhanced"] } };

const RULES = { everything: EVERYTHING, colours: COLOURS, "strong colours": STRONG_COLOURS };

/**
 * Expects that axe objects to nothing on the page as it is.
 *
 * @param where - for the message
 */
export async function expectNoObjection(
  page: Page,
  where: string,
  rules: keyof typeof RULES = "everything",
): Promise<void> {
  // The page has no frames: what axe does otherwise opens a blank page for every run.
  const builder = new AxeBuilder({ page }).options(RULES[rules]).setLegacyMode();
  const { violations } = await builder.analyze();
  const told = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(told, `what axe objects to: ${where}`).toEqual([]);
}
