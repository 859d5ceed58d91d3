import { expect, type Page } from "@playwright/test";

/** How a page may be read. */
export interface Reading {
  readonly fontSize: "100%" | "200%";
  readonly dir: "ltr" | "rtl";
}

/** With text of twice the size, and in a language that runs from right to left. */
export const READINGS: readonly Reading[] = [
  { fontSize: "200%", dir: "ltr" },
  { fontSize: "200%", dir: "rtl" },
  { fontSize: "100%", dir: "rtl" },
];

/** Milliseconds in which what follows the size, such as the places of rows and menus, has followed. */
const PATIENCE_MS = 30_000;

/** Expects that with large text, and from right to left, nothing of the page has to be scrolled to sideways. */
export async function expectNothingSticksOut(
  page: Page,
  where: string,
  readings: readonly Reading[],
): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.getAttribute("dir"));
  for (const { fontSize, dir } of readings) {
    await page.evaluate(
      ({ fontSize, dir }) => {
        document.documentElement.style.fontSize = fontSize;
        document.documentElement.setAttribute("dir", dir);
        // An open menu stands where it was opened; with this size it would have been opened elsewhere.
        dispatchEvent(new Event("resize"));
      },
      { fontSize, dir },
    );
    const told = `${where}, ${dir} at ${fontSize}`;
    await expect.poll(() => stickingOut(page), { message: told, timeout: PATIENCE_MS }).toEqual([]);
  }
  await page.evaluate((dir) => {
    const { documentElement } = document;
    documentElement.style.removeProperty("font-size");
    if (dir === null) documentElement.removeAttribute("dir");
    else documentElement.setAttribute("dir", dir);
  }, before);
}

/** What is wider than its place, and the controls that stand outside the window. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const found = [...document.querySelectorAll("body *")].filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      if (scrolls && element.scrollWidth > element.clientWidth + 1) return true;
      const { left, right, width: own } = element.getBoundingClientRect();
      // So small is what is there for screen readers alone.
      if (own <= 1) return false;
      return (
        element.matches("a, button, input, select, textarea, h1, h2, p") && (left < -1 || right > width + 1)
      );
    });
    const name = ({ outerHTML }: Element) => outerHTML.slice(0, 120);
    return [
      ...(root.scrollWidth > width ? [`the page: ${root.scrollWidth} of ${width}`] : []),
      ...found.map(name),
    ];
  });
}
