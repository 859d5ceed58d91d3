import { type DetailsWords, details } from "./en/details.js";
import { words } from "./words.js";

/** What is said about the details of a todo, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function detailsWords(): DetailsWords {
  return words.details ?? details;
}
