import type { CopyWords } from "../en/copy.js";

export const copy: CopyWords = {
  copy: "Kopieren",
  copied: "Kopiert.",
  selected: "Markiert: kopiere es mit Strg+C oder ⌘C.",
};
