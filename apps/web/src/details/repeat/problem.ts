import { parseRule, type RuleProblem } from "@codex/core/repeat/rule";

/** What is wrong with a rule by itself. What it would make is looked at with the library of repetition. */
export function problemOf(rule: string): RuleProblem | undefined {
  const parsed = parseRule(rule);
  return "code" in parsed ? parsed : undefined;
}
