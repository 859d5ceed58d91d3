import ICAL from "ical.js";
import { isDue, isZone, writeDue } from "../due.js";
import { type Circumstances, type Entry, type Keys, notKept, type Repeat, type TodoEntry } from "./entry.js";

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

/** What programs keep for themselves in a VTODO: nobody has written it, and nobody misses it. */
const BOOKKEEPING = /^(?:dtstamp|created|last-modified|sequence|request-status|x-.*)$/;

/** The properties of a VTODO: those that nobody has asked for are left. */
class Properties {
  readonly #asked = new Set<Property>();

  constructor(private readonly all: readonly Property[]) {}

  first(name: string, isMeant: (property: Property) => boolean = () => true): Property | undefined {
    const found = this.all.find((property) => property[0] === name && isMeant(property));
    if (found) this.#asked.add(found);
    return found;
  }

  every(name: string): Property[] {
    const found = this.all.filter(([known]) => known === name);
    for (const property of found) this.#asked.add(property);
    return found;
  }

  text(name: string): string | undefined {
    return textOf(this.first(name));
  }

  /** What there is no place for, as it was written. */
  left(): string[] {
    return this.all
      .filter((property) => !this.#asked.has(property) && !BOOKKEEPING.test(property[0]))
      .flatMap(([name, , , ...values]) => {
        const written = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
        return written.join("").trim() === "" ? [] : `${name.toUpperCase()}: ${written.join()}`;
      });
  }
}

/** A todo of a VTODO, and what of it could not be kept. */
export function* todoOf([, all, inner]: Component, where: Where): Iterable<Entry> {
  const { line, calendar, circumstances, keys } = where;
  const properties = new Properties(all);
  const text = (name: string) => properties.text(name);
  if (properties.first("recurrence-id")) {
    yield notKept(line, "repetition", "RECURRENCE-ID");
    return;
  }
  const rule = properties.first("rrule");
  const { due, zone = circumstances.zone, problems } = dueIn(properties, rule !== undefined, circumstances);
  for (const [code, detail] of problems) yield notKept(line, code, detail);
  const status = (text("status") ?? "").toUpperCase();
  const completed =
    properties.first("completed") !== undefined || ["COMPLETED", "CANCELLED"].includes(status);
  const priority = text("priority") ?? "0";
  const uid = text("uid");
  const todo: TodoEntry = {
    ...{ kind: "todo", line, key: keys.take(uid), due, completed },
    repeat: repeatOf(rule, text("x-codex-repeat"), zone),
    text: text("summary") ?? "",
    notes: text("description"),
    priority: priorityOf(Number(priority)),
    labels: properties
      .every("categories")
      .flatMap(([, , , ...values]) => values.filter((value) => typeof value === "string")),
    parent: textOf(properties.first("related-to", isParent)),
    list: text("x-codex-list") ?? calendar,
  };
  if (uid !== undefined && uid !== todo.key) yield notKept(line, "sameId", uid);
  if (!/^[0-9]$/.test(priority)) yield notKept(line, "priority", priority);
  yield* lost(properties, inner, { line, status, completed });
  yield todo;
}

/** What of a VTODO has no place in a todo. */
function* lost(
  properties: Properties,
  inner: readonly Component[],
  { line, status, completed }: { line: number; status: string; completed: boolean },
): Iterable<Entry> {
  if (status === "CANCELLED") yield notKept(line, "cancelled");
  if (!["", "NEEDS-ACTION", "COMPLETED", "CANCELLED"].includes(status))
    yield notKept(line, "property", `STATUS: ${status}`);
  if (properties.every("exdate").length + properties.every("rdate").length > 0)
    yield notKept(line, "repetition", "EXDATE, RDATE");
  // They say no more than is known.
  properties.first("class", (property) => textOf(property)?.toUpperCase() === "PUBLIC");
  properties.first("percent-complete", (property) =>
    ["0", completed ? "100" : "0"].includes(textOf(property) ?? ""),
  );
  for (const detail of properties.left()) yield notKept(line, "property", detail);
  for (const [name] of inner)
    yield name === "valarm" ? notKept(line, "reminder") : notKept(line, "noTodo", name.toUpperCase());
}

function textOf(property: Property | undefined): string | undefined {
  const value = property?.[3];
  return typeof value === "string" || typeof value === "number"
    ? String(value).trim() || undefined
    : undefined;
}

function isParent([, parameters]: Property): boolean {
  const type = parameters["reltype"] ?? "PARENT";
  return typeof type === "string" && type.toUpperCase() === "PARENT";
}

/** RFC 5545: 1 to 4 is high, 5 medium, 6 to 9 low, 0 none. */
function priorityOf(priority: number): number | undefined {
  if (!(priority >= 1 && priority <= 9)) return undefined;
  return priority < 5 ? 1 : priority === 5 ? 2 : 3;
}

interface DueRead {
  readonly due?: string;
  readonly zone?: string;
  readonly problems: (readonly ["date" | "zone" | "property", string])[];
}

/** When it is due; what repeats may say when it begins alone. A beginning that is another is left. */
function dueIn(properties: Properties, repeats: boolean, circumstances: Circumstances): DueRead {
  const due = properties.first("due");
  if (!due) return repeats ? dueOf(properties.first("dtstart"), circumstances) : { problems: [] };
  const read = dueOf(due, circumstances);
  properties.first("dtstart", (start) => dueOf(start, circumstances).due === read.due);
  return read;
}

function dueOf(property: Property | undefined, circumstances: Circumstances): DueRead {
  if (!property) return { problems: [] };
  const [name, parameters, , value] = property;
  const text = typeof value === "string" ? value : "";
  const [, date, time, seconds = "00", utc] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d):(\d\d)(Z)?)?$/.exec(text) ?? [];
  if (date === undefined) return { problems: [["date", text]] };
  const named = parameters["tzid"];
  const asked = utc ? "UTC" : typeof named === "string" ? named : circumstances.zone;
  const zone = isZone(asked) ? asked : circumstances.zone;
  const due = writeDue(time === undefined ? { date } : { date, time, zone });
  if (!isDue(due)) return { problems: [["date", text]] };
  const problems: DueRead["problems"] = [];
  if (asked !== zone && time !== undefined) problems.push(["zone", asked]);
  if (seconds !== "00") problems.push(["property", `${name.toUpperCase()}: ${text}`]);
  return { due, zone, problems };
}

function repeatOf(
  property: Property | undefined,
  mode: string | undefined,
  zone: string,
): Repeat | undefined {
  const rule = ruleOf(property);
  if (rule === undefined) return undefined;
  return { rule, mode: mode === "completion" ? "completion" : "schedule", zone };
}

/** An RRULE as it is written. @throws an Error if the library cannot put together again what it took apart */
export function ruleOf(property: Property | undefined): string | undefined {
  const value = property?.[3];
  return typeof value === "object" && value !== null
    ? ICAL.Recur.fromData(value).toString()
    : textOf(property);
}
