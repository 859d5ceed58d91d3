import { LIST_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";
import { words } from "../words/words.js";

/** What is wrong with a text as the name of a list, in a sentence; undefined if nothing is. */
export function problemWithName(name: string): string | undefined {
  const problem = problemWithText(name.trim(), LIST_LIMITS.nameLength);
  if (problem === undefined) return undefined;
  const { [problem]: said } = words.frame.nameProblem;
  return typeof said === "string" ? said : said(LIST_LIMITS.nameLength);
}
