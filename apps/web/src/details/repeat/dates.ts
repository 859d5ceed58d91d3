import { instantOfDue } from "@codex/core/due";
import { checkRule, nextDue, occurrences } from "@codex/core/repeat";
import type { RuleProblem, Series } from "@codex/core/repeat/rule";

/** As many dates are shown before a rule is saved. */
const SHOWN = 5;

/** What comes of a rule: dates, or what is wrong with it. Comes with the library of repetition: loaded on demand. */
export type Outlook = { readonly dates: readonly string[] } | { readonly problem: RuleProblem };

/** What would come of a series. @param zone - of who completes it */
export function outlookOf(series: Series, zone: string): Outlook {
  const problem = checkRule(series);
  if (problem) return { problem };
  if (series.mode === "schedule") return { dates: occurrences(series, SHOWN) };
  const dates = [series.start];
  while (dates.length < SHOWN) {
    const due = dates.at(-1) ?? series.start;
    const completedAt = new Date(instantOfDue(due, zone)).toISOString();
    const next = nextDue(series, { due, completedAt, zone });
    if (next === undefined) break;
    dates.push(next);
  }
  return { dates };
}
