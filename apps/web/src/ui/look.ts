import { preference } from "./preference.js";

export type Look = "light" | "dark";

/** Light or dark, if either was chosen; otherwise it is as on the device. `public/look.js` does it before the first paint. */
export const chosenLook = preference<Look>("codex.look", ["light", "dark"]);

/** Has the page look as chosen, now and whenever that changes. */
export function followLook(): void {
  const show = () => {
    const look = chosenLook.get();
    if (look) document.documentElement.dataset["look"] = look;
    else Reflect.deleteProperty(document.documentElement.dataset, "look");
    // The browser's own frame around the page too: index.html has a colour for each.
    for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[data-look]")) {
      const { look: its } = meta.dataset;
      meta.media = look ? (look === its ? "all" : "not all") : `(prefers-color-scheme: ${its})`;
    }
  };
  show();
  chosenLook.subscribe(show);
}
