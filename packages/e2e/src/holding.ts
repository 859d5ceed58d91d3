import type { Page } from "@playwright/test";

/** Lets go of what is held, or breaks its connection off. */
export type LetGo = (how: "whole" | "broken") => Promise<void>;

/**
 * Holds each import after the first line of the server's answer, as a slow way would: until it is let go of.
 *
 * To be called before the page is opened.
 */
export async function holdImports(page: Page): Promise<LetGo> {
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      const isImport = /^\/api\/import\?(?!.*dry=1)/.test(String(input));
      if (!isImport || !answer.body) return answer;
      const gate = new Promise<string>((resolve) => Reflect.set(window, "letGo", resolve));
      let isFirst = true;
      const held = new TransformStream<Uint8Array, Uint8Array>({
        transform: async (piece, controller) => {
          const end = isFirst ? piece.indexOf(10) + 1 : 0;
          controller.enqueue(piece.slice(0, end));
          isFirst = isFirst && end === 0;
          if ((await gate) === "broken") controller.error(new TypeError("network error"));
          else controller.enqueue(piece.slice(end));
        },
      });
      return new Response(answer.body.pipeThrough(held), answer);
    };
  });
  return (how) => page.evaluate((how) => Reflect.get(window, "letGo")(how), how);
}
