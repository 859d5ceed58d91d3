import { locale } from "./words.js";

/** Monday, 1 January 2024. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** What days, months and times are called. */
export class Calendar {
  /** @param tag - the language, as `Intl` calls it; without one, that of the page */
  constructor(private readonly tag: string = locale()) {}

  /** The name of a day of the week. @param day - Monday is 1, Sunday 7 */
  weekday(day: number, length: "long" | "short" = "long"): string {
    return this.#inUtc(A_MONDAY + (day - 1) * DAY_MS, { weekday: length });
  }

  /** The name of a month. @param month - January is 1 */
  month(month: number): string {
    return this.#inUtc(Date.UTC(2024, month - 1, 1), { month: "long" });
  }

  /** A day of every year, such as 29 February. */
  dayOfYear(month: number, day: number): string {
    return this.#inUtc(Date.UTC(2024, month - 1, day), { day: "numeric", month: "long" });
  }

  /** A date. @param date - YYYY-MM-DD */
  date(date: string): string {
    return this.#inUtc(Date.parse(date), { day: "numeric", month: "short", year: "numeric" });
  }

  /** A date with the name of its day. @param date - YYYY-MM-DD */
  fullDate(date: string): string {
    const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
    return this.#inUtc(Date.parse(date), options);
  }

  /** A time of day. @param time - HH:MM */
  time(time: string): string {
    const options = { timeStyle: "short", timeZone: "UTC" } as const;
    return new Date(`2024-01-01T${time}Z`).toLocaleTimeString(this.tag, options);
  }

  /** Several things in a sentence. */
  listed(things: readonly string[]): string {
    return new Intl.ListFormat(this.tag, { type: "conjunction" }).format(things);
  }

  #inUtc(moment: number, options: Intl.DateTimeFormatOptions): string {
    return new Date(moment).toLocaleDateString(this.tag, { ...options, timeZone: "UTC" });
  }
}
