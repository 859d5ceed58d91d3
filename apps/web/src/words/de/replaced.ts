import type { ReplacedWords } from "../en/replaced.js";
import { isolated, number } from "../format.js";
import { quote } from "./quote.js";

/** What is said of a text, or notes, that somebody replaced who had not seen them. */
export const replaced: ReplacedWords = {
  label: "Ersetzter Text",
  yours: (by, now) => `${isolated(by)} hat deine Fassung durch ${quote(now)} ersetzt`,
  theirs: (author, now) => `Du hast die Fassung von ${isolated(author)} durch ${quote(now)} ersetzt`,
  nobodys: (now) => `Du hast eine andere Fassung durch ${quote(now)} ersetzt`,
  ownElsewhere: (now) => `Du hast eine andere Fassung von dir durch ${quote(now)} ersetzt`,
  notes: {
    label: "Ersetzte Notizen",
    press: (key, text) => `Mit ${key} kommen sie zurück: ${text}`,
    yours: (by, now) => `${isolated(by)} hat deine Notizen zu ${quote(now)} ersetzt`,
    theirs: (author, now) => `Du hast die Notizen von ${isolated(author)} zu ${quote(now)} ersetzt`,
    nobodys: (now) => `Du hast andere Notizen zu ${quote(now)} ersetzt`,
    ownElsewhere: (now) => `Deine Notizen zu ${quote(now)} haben andere von dir ersetzt`,
  },
  more: (count) => `und ${number(count)} weitere`,
  press: (key, text) => `Mit ${key} kommt sie zurück: ${text}`,
  bringBack: "Zurückholen",
  broughtBack: "Zurückgeholt",
  dismiss: "Verwerfen",
};
