import { TODO_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";
import { detailsWords } from "../words/details-words.js";

/** The labels that a line names, as they are kept: words without a #, whatever stands between them; each once. */
export function labelsIn(line: string): readonly string[] {
  const names = line
    .normalize()
    .split(/[\s,#]+/u)
    .filter((name) => name !== "");
  return [...new Set(names)];
}

/** Why labels cannot be added, in a sentence; undefined if they can. @param count - of the todo's labels with them */
export function problemWithLabel(names: readonly string[], count: number): string | undefined {
  const said = detailsWords().labels;
  if (count > TODO_LIMITS.labels) return said.tooMany(TODO_LIMITS.labels);
  const isWrong = names.some((name) => problemWithText(name, TODO_LIMITS.labelLength) !== undefined);
  return isWrong ? said.tooLong(TODO_LIMITS.labelLength) : undefined;
}
