import { isolated, number } from "../format.js";
import { quote } from "./quote.js";

/** What is said of a text, or notes, that somebody replaced who had not seen them; `now` is what stands there. */
export const replaced = {
  label: "Replaced text",
  yours: (by: string, now: string) => `${isolated(by)} replaced your version of ${quote(now)}`,
  theirs: (author: string, now: string) => `You replaced ${isolated(author)}’s version of ${quote(now)}`,
  nobodys: (now: string) => `You replaced another version of ${quote(now)}`,
  ownElsewhere: (now: string) => `You wrote ${quote(now)} over another version of yours`,
  notes: {
    label: "Replaced notes",
    press: (key: string, text: string) => `Press ${key} to bring them back: ${text}`,
    yours: (by: string, now: string) => `${isolated(by)} replaced your notes on ${quote(now)}`,
    theirs: (author: string, now: string) => `You replaced ${isolated(author)}’s notes on ${quote(now)}`,
    nobodys: (now: string) => `You replaced other notes on ${quote(now)}`,
    ownElsewhere: (now: string) => `Your notes on ${quote(now)} replaced other ones of yours`,
  },
  more: (count: number) => `and ${number(count)} more`,
  press: (key: string, text: string) => `Press ${key} to bring it back: ${text}`,
  bringBack: "Bring it back",
  broughtBack: "Brought back",
  dismiss: "Dismiss",
};

export type ReplacedWords = typeof replaced;
