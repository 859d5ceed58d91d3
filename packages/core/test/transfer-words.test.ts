import fc from "fast-check";
import { expect, it } from "vitest";
import { newId } from "../src/id.js";
import { readEntries, tidy } from "../src/transfer/read.js";
import { EXPORT_FORMATS, type ExportFormat } from "../src/transfer/report.js";
import {
  CODEX_FORMAT,
  csvHead,
  csvTodo,
  icalHead,
  icalTail,
  icalTodo,
  todoTxtLine,
  type Written,
} from "../src/transfer/write.js";
import { awkwardLabel, awkwardText } from "./transfer-words.js";

const NOW = "2026-11-26T08:00:00.000Z";

const written: fc.Arbitrary<Written> = fc
  .record({
    text: awkwardText,
    notes: fc.option(awkwardText),
    labels: fc.uniqueArray(awkwardLabel, { maxLength: 3 }),
    completed: fc.boolean(),
    priority: fc.constantFrom(null, 1, 2, 3),
    due: fc.constantFrom(null, "2026-12-24", "2026-12-24T18:00[Europe/Berlin]"),
    list: fc.option(awkwardText, { nil: undefined }),
  })
  .map(({ list, ...fields }) => ({
    todo: {
      ...{ id: newId(), listId: newId(), createdAt: NOW, createdBy: null, rank: null, deletedAt: null },
      ...fields,
    },
    list,
    series: undefined,
  }));

const FILES: Record<ExportFormat, (one: Written) => string> = {
  csv: (one) => csvHead + csvTodo(one),
  todotxt: todoTxtLine,
  json: ({ todo, list }) => {
    const row = { id: todo.listId, name: list ?? "Inbox", isInbox: list === undefined, deletedAt: null };
    return JSON.stringify({ format: CODEX_FORMAT, lists: [{ ...row, series: [], todos: [todo] }] });
  },
  ical: (one) => icalHead + icalTodo(one, NOW) + icalTail,
};

async function* chunks(text: string): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += 7) yield text.slice(from, from + 7);
}

async function readBack(format: ExportFormat, one: Written) {
  const found: unknown[] = [];
  const problems: unknown[] = [];
  const lists = new Map<string | undefined, string | undefined>();
  const circumstances = { zone: "UTC", today: "2026-11-26" };
  for await (const entry of readEntries(format, chunks(FILES[format](one)), circumstances)) {
    if (entry.kind === "list") lists.set(entry.key, entry.isInbox ? undefined : entry.name);
    else if (entry.kind !== "todo") problems.push(entry);
    else {
      const { text, completed, fields, list } = tidy(entry, (problem) => problems.push(problem)) ?? {};
      found.push({ text, completed, ...fields, list: lists.get(list) });
    }
  }
  return { found, problems };
}

it.each(EXPORT_FORMATS)("whatever a text says, %s gives it back", async (format) => {
  await fc.assert(
    fc.asyncProperty(written, async (one) => {
      const { text, notes, labels, completed, priority, due } = one.todo;
      expect(await readBack(format, one)).toEqual({
        found: [{ text, notes, labels, completed, priority, due, list: one.list }],
        problems: [],
      });
    }),
    { numRuns: 1_000 },
  );
});

it("todo.txt that we write can be read by others: the text stands there, with no label that is none", () => {
  const todo = {
    ...{ id: newId(), listId: newId(), createdAt: NOW, createdBy: null, rank: null, deletedAt: null },
    ...{ text: "Ask @bob re pri:B and due:2026-01-01 +now", completed: false, labels: ["work"] },
  };
  const line = todoTxtLine({ todo, list: "Big garden", series: undefined });
  expect(line.replaceAll("\u2060", "")).toBe(
    `2026-11-26 Ask @bob re pri:B and due:2026-01-01 +now +Big_garden @work id:${todo.id}\n`,
  );
  expect([...line.matchAll(/(?<=^|\s)[@+]\S+/g)].map(([tag]) => tag)).toEqual(["+Big\u2060_garden", "@work"]);
  expect([...line.matchAll(/(?<=^|\s)[a-z]+:\S+/g)].map(([pair]) => pair)).toEqual([`id:${todo.id}`]);
});
