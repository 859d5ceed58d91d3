import { viewWords } from "../words/view-words.js";
import { locale } from "../words/words.js";
import { daysAfter, type Today } from "./days.js";
import type { Group } from "./groups.js";
import type { ViewList } from "./use-view-lists.js";

/** What stands above a group. */
export function headingOf({ kind, of }: Group, lists: readonly ViewList[], { date }: Today): string {
  const said = viewWords();
  switch (kind) {
    case "overdue":
      return said.overdue;
    case "later":
      return said.later;
    case "list":
      return lists.find(({ id }) => id === of)?.name ?? "";
    case "day":
      if (of === date) return said.today;
      return of === daysAfter(date, 1) ? `${said.tomorrow}, ${dayName(of, date)}` : dayName(of, date);
  }
}

/** A day with its weekday; with the year only where it is another one. */
function dayName(day: string, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  // A day is the same everywhere: it is told by the clocks by which it was parsed.
  return new Date(day).toLocaleDateString(locale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
    ...year,
  });
}
