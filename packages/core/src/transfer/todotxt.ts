import { isDue } from "../due.js";
import {
  type Circumstances,
  type Entry,
  Keys,
  NamedLists,
  notKept,
  type Repeat,
  type TodoEntry,
} from "./entry.js";
import { labelOf } from "./labels.js";
import { linesOf } from "./lines.js";
import { meant, PAIR, TAG } from "./todotxt-words.js";

const DATE = String.raw`\d{4}-\d\d-\d\d`;
const BLANKS = String.raw`[ \t]+`;
const HEAD = new RegExp(
  String.raw`^(?:(x)${BLANKS})?(?:\(([A-Z])\)${BLANKS})?(?:${DATE}${BLANKS})?(?:${DATE}${BLANKS})?(?:\(([A-Z])\)${BLANKS})?(.*)$`,
  "su",
);
const PRIORITIES = "ABC";

/** What the words of a line say besides its text. */
interface Said {
  readonly rest: string[];
  readonly labels: string[];
  readonly projects: string[];
  readonly problems: Entry[];
  due?: string;
  repeat?: Repeat;
  notes?: string;
  id?: string;
  parent?: string;
  priority?: string;
}

/** todo.txt. Contexts become labels, the first project the list; a pair that is not known stays in the text. */
export async function* readTodoTxt(
  chunks: AsyncIterable<string>,
  circumstances: Circumstances,
): AsyncGenerator<Entry> {
  const lists = new NamedLists();
  const keys = new Keys();
  for await (const { line, text } of linesOf(chunks)) {
    if (text === undefined) {
      yield notKept(line, "tooLong");
      continue;
    }
    if (text.trim() === "") continue;
    const { id, problems, ...todo } = readLine(line, text.trim(), circumstances);
    const key = keys.take(id);
    yield* problems;
    if (id !== undefined && id !== key) yield notKept(line, "sameId", id);
    yield* lists.before([{ ...todo, key }]);
  }
}

function readLine(line: number, text: string, circumstances: Circumstances) {
  const [, done, first, second, body = ""] = HEAD.exec(text) ?? [];
  const said: Said = { rest: [], labels: [], projects: [], problems: [] };
  for (const word of body.split(/[ \t]+/)) take(said, line, word, circumstances);
  const { rest, projects, labels, problems, due, repeat, notes, parent, id } = said;
  const letter = first ?? second ?? said.priority;
  const priority = letter === undefined ? 0 : PRIORITIES.indexOf(letter) + 1;
  if (letter !== undefined && priority === 0) problems.push(notKept(line, "priority", letter));
  const [list, ...others] = projects;
  const todo: Omit<TodoEntry, "key"> = {
    ...{ kind: "todo", line, due, repeat, notes, parent, list },
    // A line of nothing but what was understood keeps its words.
    text: rest.join(" ") || body,
    completed: done !== undefined,
    priority: priority || undefined,
    labels: [...labels, ...others],
  };
  return { ...todo, id, problems };
}

function take(said: Said, line: number, word: string, { zone }: Circumstances): void {
  const [, sign, tag] = TAG.exec(word) ?? [];
  const name = tag === undefined ? undefined : meant(tag);
  if (name !== undefined && (sign === "+" || labelOf(name) === name)) {
    (sign === "@" ? said.labels : said.projects).push(name);
    return;
  }
  const [, key, value = ""] = PAIR.exec(word) ?? [];
  switch (key) {
    case "due":
      if (isDue(value)) said.due = value;
      else said.problems.push(notKept(line, "date", value));
      return;
    case "rec": {
      const repeat = repeatOf(value, zone);
      if (repeat) said.repeat = repeat;
      else said.problems.push(notKept(line, "repetition", value));
      return;
    }
    case "note":
      said.notes = decoded(value);
      return;
    case "pri":
      said.priority = value;
      return;
    case "id":
      said.id = value;
      return;
    case "p":
      said.parent = value;
      return;
    default:
      said.rest.push(meant(word));
  }
}

const UNITS = { d: "DAILY", w: "WEEKLY", m: "MONTHLY", y: "YEARLY" } as const;

/** "1w" is counted from completion, "+1w" by the calendar; "rrule:" is our own, for what that cannot say. */
function repeatOf(value: string, zone: string): Repeat | undefined {
  const [, how, rule] = /^(schedule|completion):(.+)$/.exec(value) ?? [];
  if (rule !== undefined) return { rule, mode: how === "completion" ? "completion" : "schedule", zone };
  const [, plus, count = "", unit] = /^(\+?)(\d{1,3})([dwmyb])$/.exec(value) ?? [];
  const mode = plus === "+" ? "schedule" : "completion";
  if (unit === "b" && count === "1") return { rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", mode, zone };
  const freq = unit === "d" || unit === "w" || unit === "m" || unit === "y" ? UNITS[unit] : undefined;
  if (!freq) return undefined;
  return {
    rule: Number(count) === 1 ? `FREQ=${freq}` : `FREQ=${freq};INTERVAL=${Number(count)}`,
    mode,
    zone,
  };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
