/** A wall clock: a day as "YYYY-MM-DD", and the minutes since its midnight. */
export interface Clock {
  readonly day: string;
  readonly minute: number;
}

/** What a wall clock in a zone (an IANA name) shows at an instant; the machine's own zone has no part in it. */
export function clockIn(zone: string, instant: Date): Clock {
  const parts = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  return { day, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** The instant at which UTC's clock shows noon of a day: days are counted by it. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** A day as "YYYY-MM-DD", if there is such a day in the calendar. */
export function dayOf(year: number, month: number, date: number): string | undefined {
  const noon = new Date(Date.UTC(year, month - 1, date, 12));
  const real =
    noon.getUTCFullYear() === year && noon.getUTCMonth() === month - 1 && noon.getUTCDate() === date;
  return real && year <= 9999 ? noon.toISOString().slice(0, 10) : undefined;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  const noon = noonOf(day);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** A due date as the project writes it: a day, or a day and a wall clock in a zone. */
export function dueText(day: string, minute: number | undefined, zone: string): string {
  if (minute === undefined) return day;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}[${zone}]`;
}
