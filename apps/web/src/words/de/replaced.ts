import type { ReplacedWords } from "../en/replaced.js";
import { isolated, number } from "../format.js";
import { quote } from "./quote.js";

/** What is said of a text that was replaced by somebody who had not seen it. */
export const replaced: ReplacedWords = {
  label: "Ersetzter Text",
  yours: (by, now) => `${isolated(by)} hat deine Fassung durch ${quote(now)} ersetzt`,
  theirs: (author, now) => `Du hast die Fassung von ${isolated(author)} durch ${quote(now)} ersetzt`,
  nobodys: (now) => `Du hast eine andere Fassung durch ${quote(now)} ersetzt`,
  ownElsewhere: (now) => `Du hast eine andere Fassung von dir durch ${quote(now)} ersetzt`,
  more: (count) => `und ${number(count)} weitere`,
  press: (key, text) => `Mit ${key} kommt sie zurück: ${text}`,
  bringBack: "Zurückholen",
  broughtBack: "Zurückgeholt",
  dismiss: "Verwerfen",
};
