import { instantOfDue, isDue, isZone, wallAt, writeDue } from "../due.js";
import { occurrences } from "../repeat/next.js";
import type { Circumstances, Repeat } from "./entry.js";

/** What the column DATE says. */
export interface When {
  readonly due?: string | undefined;
  readonly repeat?: Repeat | undefined;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const UNITS: Readonly<Record<string, string>> = {
  ...{ day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" },
};

/** Characters of a date at most: longer ones are none, and to look for a time in them could take long. */
const LONGEST = 200;

/**
 * Dates as Todoist exports them: 2026-03-01, 1 Mar 2026, Mar 1 2026, each with or without a time, which a Z makes
 * one of UTC; and what repeats in simple English: every day, every 2 weeks, every! month, every Monday and Friday, every
 * workday. Undefined for others, which a file's reader tells: better no date than a wrong one.
 */
export function dateOf(text: string, circumstances: Circumstances): When | undefined {
  if (text === "") return {};
  if (text.length > LONGEST) return undefined;
  if (isDue(text)) return { due: text };
  const zone = isZone(circumstances.zone) ? circumstances.zone : "UTC";
  const { date, time, isUtc } = timeIn(text.trim());
  const given = isUtc ? "UTC" : zone;
  const { start, phrase } = startIn(date.toLowerCase());
  const repeat = repeatOf(phrase, zone);
  if (repeat) {
    const from = due(start ?? circumstances.today, time, given);
    const [first] = from === undefined ? [] : occurrences({ rule: repeat.rule, start: from }, 1);
    return first === undefined ? undefined : { due: first, repeat };
  }
  const at = phrase === "" ? due(start, time, given) : due(dayOf(phrase), time, given);
  if (at === undefined) return undefined;
  return { due: isUtc ? elsewhere(at, zone) : at };
}

function due(date: string | undefined, time: string | undefined, zone: string): string | undefined {
  if (date === undefined) return undefined;
  const written = writeDue(time === undefined ? { date } : { date, time, zone });
  return isDue(written) ? written : undefined;
}

/** The same moment by the clock of a zone. */
function elsewhere(due: string, zone: string): string {
  const shown = new Date(wallAt(instantOfDue(due), zone)).toISOString();
  return writeDue({ date: shown.slice(0, 10), time: shown.slice(11, 16), zone });
}

/** "every day at 9am" → "every day", 09:00. */
function timeIn(text: string): { date: string; time?: string; isUtc: boolean } {
  const pattern = /(?:\s+(?:at\s+|@\s*)?|[T ])(\d{1,2})(?::(\d\d)(?::\d\d)?)?\s*(am|pm)?(Z)?$/i;
  const [all, hour, minute, half, utc] = pattern.exec(text) ?? [];
  if (all === undefined || (minute === undefined && half === undefined)) return { date: text, isUtc: false };
  const shift = half?.toLowerCase() === "pm" ? 12 : 0;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + shift;
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(hours)}:${minute ?? "00"}`;
  return { date: text.slice(0, -all.length), time, isUtc: utc !== undefined };
}

/** "every week starting 2026-03-01" → 2026-03-01, "every week". */
function startIn(text: string): { start?: string | undefined; phrase: string } {
  const [, phrase, start] = /^(every.*?)\s+(?:starting|from)\s+(.+)$/.exec(text) ?? [];
  return phrase === undefined || start === undefined ? { phrase: text } : { start: dayOf(start), phrase };
}

function dayOf(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const [, day, month, year] =
    /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})$/.exec(text) ?? [];
  if (day !== undefined) return written(year, month, day);
  const [, name, number, of] =
    /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(text) ?? [];
  return written(of, name, number);
}

function written(year?: string, month = "", day = ""): string | undefined {
  const index = MONTHS.indexOf(month);
  if (year === undefined || index === -1) return undefined;
  return `${year}-${String(index + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function repeatOf(phrase: string, zone: string): Repeat | undefined {
  const [, bang, what = ""] = /^(?:every|ev)(!?)\s+(.+)$/.exec(phrase) ?? [];
  const rule = ruleOf(what);
  return rule === undefined ? undefined : { rule, mode: bang === "!" ? "completion" : "schedule", zone };
}

function ruleOf(what: string): string | undefined {
  if (/^(?:workday|weekday)s?$/.test(what)) return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
  const [, count, unit] = /^(?:(\d{1,3}|other)\s+)?(day|week|month|year)s?$/.exec(what) ?? [];
  if (unit !== undefined) {
    const interval = count === undefined ? 1 : count === "other" ? 2 : Number(count);
    return interval === 1 ? `FREQ=${UNITS[unit]}` : `FREQ=${UNITS[unit]};INTERVAL=${interval}`;
  }
  const [, day] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(what) ?? [];
  if (day !== undefined) return `FREQ=MONTHLY;BYMONTHDAY=${Number(day)}`;
  const names = what.split(/\s*(?:,|\band\b|&)\s*/);
  const days = names.map((name) =>
    /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/.test(name) ? name.slice(0, 2) : undefined,
  );
  if (!days.every((name) => name !== undefined && DAYS.includes(name))) return undefined;
  return `FREQ=WEEKLY;BYDAY=${days.join().toUpperCase()}`;
}
