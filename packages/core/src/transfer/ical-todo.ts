import ICAL from "ical.js";
import { isDue, isZone, writeDue } from "../due.js";
import { type Circumstances, type Entry, type Keys, notKept, type Repeat } from "./entry.js";

/** A property and a component as jCal (RFC 7265) has them. */
export type Property = [string, Record<string, unknown>, string, ...unknown[]];
export type Component = [string, Property[], Component[]];

interface Where {
  readonly line: number;
  /** The name of the calendar. */
  readonly calendar: string | undefined;
  readonly circumstances: Circumstances;
  readonly keys: Keys;
}

/** A todo of a VTODO, and what of it could not be kept. */
export function* todoOf([, properties, inner]: Component, where: Where): Iterable<Entry> {
  const { line, calendar, circumstances, keys } = where;
  const first = (name: string) => properties.find(([known]) => known === name);
  const text = (name: string) => textOf(first(name));
  if (first("recurrence-id")) {
    yield notKept(line, "repetition", "RECURRENCE-ID");
    return;
  }
  const due = dueOf(first("due") ?? (first("rrule") && first("dtstart")), circumstances);
  if (due?.problem) yield notKept(line, due.problem, due.detail);
  const repeat = repeatOf(first("rrule"), text("x-codex-repeat"), due?.zone ?? circumstances.zone);
  if (first("exdate") || first("rdate")) yield notKept(line, "repetition", "EXDATE, RDATE");
  if (inner.some(([name]) => name === "valarm")) yield notKept(line, "reminder");
  const status = text("status")?.toUpperCase();
  if (status === "CANCELLED") yield notKept(line, "cancelled");
  const uid = text("uid");
  const key = keys.take(uid);
  if (uid !== undefined && uid !== key) yield notKept(line, "sameId", uid);
  yield {
    ...{ kind: "todo", line, key, repeat, due: due?.due },
    text: text("summary") ?? "",
    notes: text("description"),
    completed: status === "COMPLETED" || status === "CANCELLED" || first("completed") !== undefined,
    priority: priorityOf(Number(text("priority") ?? 0)),
    labels: properties.flatMap(([name, , , ...values]) =>
      name === "categories" ? values.filter((value) => typeof value === "string") : [],
    ),
    parent: textOf(properties.find(isParent)),
    list: text("x-codex-list") ?? calendar,
  };
}

function textOf(property: Property | undefined): string | undefined {
  const value = property?.[3];
  return typeof value === "string" || typeof value === "number"
    ? String(value).trim() || undefined
    : undefined;
}

function isParent([name, parameters]: Property): boolean {
  const type = parameters["reltype"] ?? "PARENT";
  return name === "related-to" && typeof type === "string" && type.toUpperCase() === "PARENT";
}

/** RFC 5545: 1 to 4 is high, 5 medium, 6 to 9 low, 0 none. */
function priorityOf(priority: number): number | undefined {
  if (!(priority >= 1 && priority <= 9)) return undefined;
  return priority < 5 ? 1 : priority === 5 ? 2 : 3;
}

interface DueRead {
  readonly due?: string;
  readonly zone?: string;
  readonly problem?: "date" | "zone";
  readonly detail?: string;
}

function dueOf(property: Property | undefined, circumstances: Circumstances): DueRead | undefined {
  if (!property) return undefined;
  const [, parameters, , value] = property;
  const text = typeof value === "string" ? value : "";
  const [, date, time, utc] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d):\d\d(Z)?)?$/.exec(text) ?? [];
  if (date === undefined) return { problem: "date", detail: text };
  const named = parameters["tzid"];
  const asked = utc ? "UTC" : typeof named === "string" ? named : circumstances.zone;
  const zone = isZone(asked) ? asked : circumstances.zone;
  const due = writeDue(time === undefined ? { date } : { date, time, zone });
  if (!isDue(due)) return { problem: "date", detail: text };
  return { due, zone, ...(asked !== zone && time !== undefined && { problem: "zone", detail: asked }) };
}

function repeatOf(
  property: Property | undefined,
  mode: string | undefined,
  zone: string,
): Repeat | undefined {
  const value = property?.[3];
  if (typeof value !== "object" || value === null) return undefined;
  return {
    rule: ICAL.Recur.fromData(value).toString(),
    mode: mode === "completion" ? "completion" : "schedule",
    zone,
  };
}
