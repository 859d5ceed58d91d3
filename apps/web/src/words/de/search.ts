import type { SearchWords } from "../en/search.js";
import { number, plural } from "../format.js";

export const search: SearchWords = {
  label: "In dieser Liste suchen",
  close: "Suche beenden",
  found: (count) => `${number(count)} ${plural(count, "Aufgabe", "Aufgaben")} gefunden`,
};
