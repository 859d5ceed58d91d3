import { LIST_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";

/** What is wrong with a text as the name of a list, in a sentence; undefined if nothing is. */
export function problemWithName(name: string): string | undefined {
  const problem = problemWithText(name.trim(), LIST_LIMITS.nameLength);
  return problem && `The name ${problem}.`;
}
