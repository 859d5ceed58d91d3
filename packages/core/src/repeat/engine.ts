import { dateOfDue, shiftDueDays } from "../due.js";
import type { Repetition } from "../repetition.js";
import { nextId } from "./id.js";
import { checkRule, nextDue } from "./next.js";
import { ruleProblemText } from "./rule.js";

const DAY_MS = 86_400_000;

/** What an effect has to know of repetition. Comes with a library: a page loads it for who has something that repeats. */
export const repetition: Repetition = {
  problem: (series) => {
    const problem = checkRule(series);
    return problem && ruleProblemText(problem);
  },
  next: (series, occurrence, at) => nextDue(series, { due: occurrence, completedAt: at, zone: series.zone }),
  idAfter: nextId,
  moved: (due, from, to) => shiftDueDays(due, daysBetween(from, to)),
};

function daysBetween(from: string, to: string): number {
  return (Date.parse(dateOfDue(to)) - Date.parse(dateOfDue(from))) / DAY_MS;
}
