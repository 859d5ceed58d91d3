import { preference } from "../ui/preference.js";
import { en } from "./en/en.js";

/** Everything that the page says, in one language. */
export type Words = typeof en;

/** The languages that the page speaks. */
export type Language = "en" | "de";

/** The language that was chosen; without one, the browser's. */
export const chosenLanguage = preference<Language>("codex.language", ["en", "de"]);

/** What the page says, in the language that it speaks now: to be read whenever something is drawn. */
export let words: Words = en;

let language: Language = "en";
let tag: string = language;

/** Has the page speak the language that was chosen, or else the first of the browser's that it can. */
export async function speak(): Promise<void> {
  const next = chosenLanguage.get() ?? browserLanguage();
  try {
    words = next === "de" ? (await import("./de/de.js")).de : en;
    language = next;
  } catch {
    // Not to be had at the moment, as without a network: better the wrong language than no page.
  }
  tag = navigator.languages.find((known) => languageOf(known) === language && isTag(known)) ?? language;
  document.documentElement.lang = language;
  document.querySelector("meta[name=description]")?.setAttribute("content", words.frame.about);
}

/** The language that the page speaks, as `Intl` calls it: with the region that the browser has for it. */
export function locale(): string {
  return tag;
}

function browserLanguage(): Language {
  for (const spoken of navigator.languages) {
    const known = languageOf(spoken);
    if (known) return known;
  }
  return "en";
}

function languageOf(spoken: string): Language | undefined {
  const [start] = spoken.toLowerCase().split("-");
  return start === "en" || start === "de" ? start : undefined;
}

/** Whether `Intl` takes what a browser calls a language: on a machine without a locale that is `en-US@posix`. */
function isTag(spoken: string): boolean {
  try {
    return Intl.getCanonicalLocales(spoken).length > 0;
  } catch {
    return false;
  }
}
