import { instantOfDue } from "@codex/core/due";
import { checkRule, nextDue, occurrences } from "@codex/core/repeat";
import { parseRule, type RuleProblem, type Series } from "@codex/core/repeat/rule";

/** As many dates are shown before a rule is saved. */
const SHOWN = 5;

/** What comes of a rule: dates, or what is wrong with it. Comes with the library of repetition: loaded on demand. */
export type Outlook = { readonly dates: readonly string[] } | { readonly problem: RuleProblem };

/** Of a rule that ends after a number, how many are left with the one of a date; undefined for other rules. */
export function timesLeft({ rule, start }: Pick<Series, "rule" | "start">, date: string): number | undefined {
  const parsed = parseRule(rule);
  if ("code" in parsed || parsed.count === undefined) return undefined;
  return occurrences({ rule, start }, parsed.count).filter((occurrence) => occurrence >= date).length;
}

/** Whether anything comes after a date that is skipped now. @param zone - of who skips it */
export function comesAfter(series: Series, due: string, zone: string): boolean {
  const completedAt = new Date().toISOString();
  return nextDue(series, { due, completedAt, zone, isSkipped: true }) !== undefined;
}

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
