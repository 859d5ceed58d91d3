import { expect, type Page } from "@playwright/test";

/** How a page may be read: with text of twice the size, and in a language that runs from right to left. */
const READINGS = [
  { fontSize: "200%", dir: "ltr" },
  { fontSize: "200%", dir: "rtl" },
  { fontSize: "", dir: "rtl" },
] as const;

/** Expects that with large text, and from right to left, nothing of the page has to be scrolled to sideways. */
export async function expectNothingSticksOut(page: Page, where: string): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.getAttribute("dir"));
  for (const { fontSize, dir } of READINGS) {
    await page.evaluate(
      ([fontSize, dir]) => {
        document.documentElement.style.fontSize = fontSize;
        document.documentElement.setAttribute("dir", dir);
      },
      [fontSize, dir] as const,
    );
    // What follows the size, such as the places of rows and menus, does so a moment later.
    await expect.poll(() => stickingOut(page), `${where}, ${dir} at ${fontSize || "100%"}`).toEqual([]);
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
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      if (scrolls && element.scrollWidth > element.clientWidth + 1) return true;
      const { left, right } = element.getBoundingClientRect();
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
