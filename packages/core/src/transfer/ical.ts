import ICAL from "ical.js";
import { z } from "zod";
import { TRANSFER_LIMITS } from "../limits.js";
import { type Circumstances, type Entry, Keys, NamedLists, notKept } from "./entry.js";
import { type Component, ruleOf, todoOf } from "./ical-todo.js";
import { linesOf } from "./lines.js";
import { UnreadableFile } from "./report.js";

const NAME_PROPERTY = /^(?:X-WR-CALNAME|NAME)(?:;[^:]*)?:(.*)$/iu;

const propertySchema = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown());
/** Nothing that anybody writes is deeper, and what is without end would end the stack. */
const componentSchema = nested(10);

function nested(levels: number): z.ZodType<Component> {
  const within = z.array(levels > 1 ? nested(levels - 1) : z.never());
  return z.tuple([z.string(), z.array(propertySchema), within]);
}

/** What of a calendar has been read. */
interface State {
  /** How deep within components, and the outermost below the calendar. */
  depth: number;
  component: string;
  begun: number;
  /** The lines of a VTODO; undefined if they have become too many. */
  held: string[] | undefined;
  length: number;
  calendar: string | undefined;
}

/** The VTODOs of an iCalendar file: each is given to a library by itself, so that no more than one is held. */
export async function* readIcal(
  chunks: AsyncIterable<string>,
  circumstances: Circumstances,
): AsyncGenerator<Entry> {
  const lists = new NamedLists();
  const keys = new Keys();
  const state: State = { depth: 0, component: "", begun: 0, held: [], length: 0, calendar: undefined };
  let isCalendar = false;
  for await (const { line, text } of linesOf(chunks)) {
    if (!isCalendar) {
      if (text?.trim() === "") continue;
      if (text === undefined || !/^BEGIN:VCALENDAR\s*$/i.test(text))
        throw new UnreadableFile("calendar", line);
      isCalendar = true;
      continue;
    }
    if (state.depth === 0) state.calendar = nameIn(text ?? "") ?? state.calendar;
    const isWhole = hold(state, line, text);
    if (!isWhole) continue;
    yield* lists.before(entriesOf(state, circumstances, keys));
  }
  if (state.depth > 0) yield notKept(state.begun, "unreadable");
}

function nameIn(text: string): string | undefined {
  const [, name] = NAME_PROPERTY.exec(text) ?? [];
  return name?.replace(/\\(.)/gu, "$1").trim() || undefined;
}

/** Takes a line to what is held. @returns whether a component below the calendar has ended with it */
function hold(state: State, line: number, text: string | undefined): boolean {
  const [, edge, name = ""] = /^(BEGIN|END):([A-Za-z-]+)\s*$/i.exec(text ?? "") ?? [];
  const isBegin = edge?.toUpperCase() === "BEGIN";
  if (isBegin && state.depth === 0)
    Object.assign(state, { component: name.toUpperCase(), begun: line, held: [], length: 0 });
  if (isBegin) state.depth += 1;
  if (state.depth === 0) return false;
  state.length += (text?.length ?? TRANSFER_LIMITS.lineLength) + 2;
  if (text === undefined || state.length > TRANSFER_LIMITS.lineLength * 2) state.held = undefined;
  else if (state.component === "VTODO") state.held?.push(text);
  if (edge !== undefined && !isBegin) state.depth -= 1;
  return state.depth === 0;
}

function entriesOf(
  { component, begun, held, calendar }: State,
  circumstances: Circumstances,
  keys: Keys,
): Iterable<Entry> {
  if (component === "VTIMEZONE") return [];
  if (component !== "VTODO") return [notKept(begun, "noTodo", component)];
  if (!held) return [notKept(begun, "tooLong")];
  const text = held.join("\r\n");
  const todo = parsed(text) ?? parsed(withPlainRules(text));
  if (!todo) return [notKept(begun, "unreadable")];
  return todoOf(todo, { line: begun, calendar, circumstances, keys });
}

/** Undefined for what cannot be read, or has a rule that the library does not take. */
function parsed(text: string): Component | undefined {
  try {
    const component = componentSchema.safeParse(ICAL.parse(text)).data;
    ruleOf(component?.[1].find(([name]) => name === "rrule"));
    return component;
  } catch {
    return undefined;
  }
}

/** The library refuses the whole for a rule that it does not take: as a text it is looked at later, as all are. */
function withPlainRules(text: string): string {
  return text.replace(/\r\n[ \t]/g, "").replace(/^RRULE(?:;[^:\r\n]*)?:/gim, "RRULE;VALUE=TEXT:");
}
