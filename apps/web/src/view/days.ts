import { instantOfDue, parseDue, shiftDueDays, wallAt } from "@codex/core/due";

/** A day, YYYY-MM-DD, and where it is. */
export interface Today {
  readonly date: string;
  /** A name of the IANA's time zone database. */
  readonly zone: string;
}

/**
 * When something is due for whoever looks: "2026-11-26", or "2026-11-26T09:00" by the clocks around them. These sort as
 * texts. Undefined for what is no due moment.
 */
export function localDue(due: string, zone: string): string | undefined {
  const parts = parseDue(due);
  if (!parts) return undefined;
  const { date, time } = parts;
  if (time === undefined) return date;
  // To ask for another zone's time takes a hundred times longer.
  if (parts.zone === zone) return `${date}T${time}`;
  return new Date(wallAt(instantOfDue(due), zone)).toISOString().slice(0, 16);
}

/** The day that is some days later; the same where there is none. */
export function daysAfter(date: string, days: number): string {
  return shiftDueDays(date, days) ?? date;
}

/** Milliseconds until the next day begins in a zone, however long the day is. */
export function untilTomorrow({ date, zone }: Today, now: number): number {
  return Math.max(instantOfDue(daysAfter(date, 1), zone) - now, 0);
}
