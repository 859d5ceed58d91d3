/**
 * When a todo is due, as one string: a day, "2026-03-29", or a wall-clock time in a zone, "2026-03-29T09:00[Europe/Berlin]"
 * (RFC 9557 without an offset, so that it stays at nine whatever becomes of summer time). Free of libraries: every page
 * loads it first.
 */
export interface Due {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** HH:MM; only together with a zone. */
  readonly time?: string;
  /** A name of the IANA's time zone database. */
  readonly zone?: string;
}

const GRAMMAR = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d)\[([A-Za-z][A-Za-z0-9_+/-]{0,63})\])?$/;
const DAY_MS = 86_400_000;
/** The same day by day everywhere: 1900 to 2999. */
const YEARS = { first: "1900", last: "2999" } as const;

/** The parts of a due moment; undefined unless it is written as one and its day exists. The zone may be unknown here. */
export function parseDue(text: string): Due | undefined {
  const [, date, time, zone] = GRAMMAR.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return undefined;
  return time === undefined || zone === undefined ? { date } : { date, time, zone };
}

/** Whether a text is a due moment, in a zone that is known here. */
export function isDue(text: string): boolean {
  const due = parseDue(text);
  return due !== undefined && (due.zone === undefined || isZone(due.zone));
}

/** A due moment as it is written. */
export function writeDue({ date, time, zone }: Due): string {
  return time === undefined || zone === undefined ? date : `${date}T${time}[${zone}]`;
}

/** Whether a text is a zone that is known here, such as "Europe/Berlin" or "UTC". */
export function isZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && clockOf(zone) !== undefined;
}

/**
 * The day on which a todo is due, YYYY-MM-DD.
 *
 * @param zone - of who looks; a due time then counts on the day that it falls on there. Without one, its own zone.
 */
export function dateOfDue(due: string, zone?: string): string {
  const { time } = parseDue(due) ?? {};
  return time === undefined || zone === undefined ? due.slice(0, 10) : dayAt(instantOfDue(due), zone);
}

/** The order of due moments: by day, on a day those without a time first, then by wall-clock time. */
export function compareDue(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The moment at which a todo is due, in milliseconds since 1970. A time that a change of clocks skips is as much later
 * as the clocks jump; of one that comes twice it is the first. NaN for what is no due moment.
 *
 * @param zone - where a day without a time begins
 */
export function instantOfDue(due: string, zone = "UTC"): number {
  const parts = parseDue(due);
  return parts ? instantOfWall(wallOf(parts), parts.zone ?? zone) : Number.NaN;
}

/** The same some days later, or earlier, at the same time of day; undefined outside of the years 1900 to 2999. */
export function shiftDueDays(due: string, days: number): string | undefined {
  const parts = parseDue(due);
  if (!parts) return undefined;
  const date = dateOfWall(Date.parse(parts.date) + days * DAY_MS);
  return date === undefined ? undefined : writeDue({ ...parts, date });
}

/** The day, YYYY-MM-DD, that a moment falls on in a zone. @param instant - milliseconds since 1970 */
export function dayAt(instant: number, zone: string): string {
  return new Date(wallAt(instant, zone)).toISOString().slice(0, 10);
}

/** What the clocks of a zone show at a moment: as milliseconds since 1970, as if they were those of UTC. */
export function wallAt(instant: number, zone: string): number {
  const clock = clockOf(zone);
  if (!clock) return instant;
  const seconds = Math.floor(instant / 1000) * 1000;
  const shown: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(seconds)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + instant - seconds;
}

/** What a clock shows at a due moment, midnight without a time: as milliseconds since 1970, as if it were UTC's. */
export function wallOf({ date, time = "00:00" }: Due): number {
  return Date.parse(`${date}T${time}Z`);
}

/** The day, YYYY-MM-DD, of what `wallOf` gives; undefined outside of the years 1900 to 2999. */
export function dateOfWall(wall: number): string | undefined {
  const time = new Date(wall);
  const date = Number.isNaN(time.getTime()) ? "" : time.toISOString().slice(0, 10);
  return isDate(date) ? date : undefined;
}

function instantOfWall(wall: number, zone: string): number {
  const offsetAt = (instant: number) => wallAt(instant, zone) - instant;
  const before = offsetAt(wall - DAY_MS);
  const fits = [before, offsetAt(wall + DAY_MS)]
    .map((offset) => wall - offset)
    .filter((instant) => wallAt(instant, zone) === wall);
  return fits.length > 0 ? Math.min(...fits) : wall - before;
}

function isDate(date: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date.slice(0, 4) < YEARS.first || date.slice(0, 4) > YEARS.last)
    return false;
  const at = Date.parse(date);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/** To make one takes far longer than to ask it. Emptied when it has grown, as a zone can be written in many ways. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const MOST_CLOCKS = 700;

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(zone);
  if (known) return known;
  try {
    const fields = { year: "numeric", month: "numeric", day: "numeric" } as const;
    const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      ...fields,
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
      timeZone: zone,
    });
    if (clocks.size >= MOST_CLOCKS) clocks.clear();
    clocks.set(zone, clock);
    return clock;
  } catch {
    return undefined;
  }
}
