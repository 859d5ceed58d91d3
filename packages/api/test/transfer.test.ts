import { importLineSchema, importReportSchema } from "@codex/core/transfer/report";
import { beforeEach, describe, expect, it } from "vitest";
import { rowsOf, useTestServer } from "./server.js";

const server = useTestServer();

beforeEach(async () => {
  await server().db.list.deleteMany({ where: { inboxOf: null } });
  for (const table of ["todo", "series", "label", "saved_view", "command"])
    await server().db.$executeRawUnsafe(`delete from ${table}`);
});

type Body = string | Uint8Array<ArrayBuffer>;

async function send(format: string, body: Body, more = "") {
  const answer = await fetch(`${server().url}/api/import?format=${format}${more}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

async function preview(format: string, body: Body, more = "") {
  const { text } = await send(format, body, `&dry=1${more}`);
  return importReportSchema.parse(JSON.parse(text));
}

/** Imports a file, and tells what came of it. */
async function importing(format: string, body: Body, more = "") {
  const { status, text } = await send(format, body, more);
  expect(status, text).toBe(200);
  const lines = text
    .trim()
    .split("\n")
    .map((line) => importLineSchema.parse(JSON.parse(line)));
  const last = lines.at(-1);
  if (last?.kind !== "done") throw new Error(`It has not ended: ${text.slice(-500)}`);
  return last;
}

async function exporting(format: string): Promise<string> {
  return (await fetch(`${server().url}/api/export?format=${format}`)).text();
}

/** What is wrong with a file, by the code that the page goes by. */
async function refusal(format: string, body: Body) {
  const before = await rowsOf(server());
  const { status, text } = await send(format, body);
  expect(await rowsOf(server())).toEqual(before);
  const { data } = JSON.parse(text).error;
  return { status, ...data.file };
}

async function undoAll(batch: string): Promise<void> {
  while ((await server().client.history.undoBatch.mutate({ batch })).left > 0);
}

const live = () => server().db.todo.count({ where: { deletedAt: null } });

const TODOIST = `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
section,Kitchen,,,,,,,,
task,"Buy ""good"" milk, two litres @shop @today","Semi-skimmed
or whole",1,1,Anna (1),,2026-03-01 09:00,en,Europe/Berlin
task,Look at prices,,4,2,Anna (1),,,en,Europe/Berlin
task,Ask Ben,,3,3,Anna (1),Ben (2),,en,Europe/Berlin
note,Ask him on Monday,,,,Anna (1),,,,
,,,,,,,,,
task,Water the plants,,4,1,Anna (1),,every 2 weeks starting 2026-03-02,en,Europe/Berlin
task,Call,,4,1,Anna (1),,wenn es passt,de,Europe/Berlin
`;

const TODOTXT = `(A) 2026-01-01 Thank mum for the meatballs @phone +Family due:2026-02-01
x 2026-01-03 2026-01-01 Pay rent +House pri:B https://example.org/a:b
Water plants rec:+1w due:2026-02-02 @home
(F) Someday key:value
`;

const ICAL = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
END:VTIMEZONE
BEGIN:VTODO
UID:child
SUMMARY:Book a table\\, for
  two
RELATED-TO:parent
STATUS:COMPLETED
END:VTODO
BEGIN:VTODO
UID:parent
SUMMARY:Dinner
DESCRIPTION:First\\nsecond
DUE;TZID=Europe/Berlin:20260301T190000
PRIORITY:1
CATEGORIES:Going out,food
RRULE:FREQ=MONTHLY;BYDAY=1SU
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VTODO
BEGIN:VEVENT
UID:event
SUMMARY:Not a todo
END:VEVENT
END:VCALENDAR
`;

const TEXT = "Buy milk\n- [x] Bread\n- [ ] Eggs\n    - [ ] Six of them\n\n# <script>alert(1)</script>\n";

describe("each format, twice with equal results:", () => {
  it.each([
    ["csv", TODOIST, 5],
    ["todotxt", TODOTXT, 4],
    ["ical", ICAL.replaceAll("\n", "\r\n"), 2],
    ["text", TEXT, 5],
  ])("%s", async (format, body, count) => {
    const first = await importing(format, body);
    expect(first).toMatchObject({ added: count, known: 0, refused: [] });
    const rows = await rowsOf(server());
    expect(await importing(format, body)).toMatchObject({ added: 0, known: count, batch: first.batch });
    expect(await rowsOf(server())).toEqual(rows);
    await undoAll(first.batch);
    expect(await live()).toBe(0);
    expect(await server().db.list.count({ where: { deletedAt: null, inboxOf: null } })).toBe(0);
    expect(await importing(format, body)).toMatchObject({ added: 0, back: count });
    expect(await live()).toBe(count);
    await undoAll(first.batch);
    expect(await live()).toBe(0);
  });
});

it("keeps what Todoist's template says, and tells the rest", async () => {
  const report = await preview("csv", TODOIST);
  expect(report).toMatchObject({ todos: 5, subtasks: 2, repeating: 1, due: 2 });
  expect(report.notKept.map(({ line, code }) => `${line} ${code}`)).toEqual([
    "2 section",
    "6 assignee",
    "6 flattened",
    "10 date",
  ]);
  expect(await live()).toBe(0);
  await importing("csv", TODOIST);
  const rows = await server().db.todo.findMany({ include: { parent: true }, orderBy: { rank: "asc" } });
  expect(rows.map(({ text }) => text)).toEqual([
    'Buy "good" milk, two litres',
    "Look at prices",
    "Ask Ben",
    "Water the plants",
    "Call",
  ]);
  expect(rows[0]).toMatchObject({
    ...{ notes: "Semi-skimmed\nor whole", priority: 1, labels: ["shop", "today"] },
    due: "2026-03-01T09:00[Europe/Berlin]",
  });
  expect(rows[2]).toMatchObject({ notes: "Ask him on Monday", priority: 3, parent: { text: rows[0]?.text } });
  expect(rows[3]).toMatchObject({ due: "2026-03-02", occurrence: "2026-03-02" });
});

it("keeps what todo.txt says: contexts are labels, projects are lists", async () => {
  await importing("todotxt", TODOTXT);
  const rows = await server().db.todo.findMany({ include: { list: true, series: true } });
  const of = (text: string) => rows.find((row) => row.text.startsWith(text));
  expect(of("Thank")).toMatchObject({
    ...{ text: "Thank mum for the meatballs", priority: 1, labels: ["phone"], due: "2026-02-01" },
    list: { name: "Family" },
  });
  expect(of("Pay")).toMatchObject({
    ...{ text: "Pay rent https://example.org/a:b", completed: true, priority: 2, list: { name: "House" } },
  });
  expect(of("Water")).toMatchObject({
    series: { rule: "FREQ=WEEKLY", mode: "schedule" },
    list: { name: "Inbox" },
  });
  expect(of("Someday")).toMatchObject({ text: "Someday key:value", priority: null });
});

it("keeps what a VTODO says, and tells the rest", async () => {
  const report = await preview("ical", ICAL);
  expect(report.notKeptCounts).toEqual({ label: 1, noTodo: 1, reminder: 1 });
  await importing("ical", ICAL);
  const rows = await server().db.todo.findMany({ include: { parent: true, series: true } });
  expect(rows.find(({ parentId }) => parentId)).toMatchObject({
    ...{ text: "Book a table, for two", parent: { text: "Dinner" } },
  });
  expect(rows.find(({ parentId }) => !parentId)).toMatchObject({
    ...{ notes: "First\nsecond", priority: 1, labels: ["Going-out", "food"] },
    ...{ due: "2026-03-01T19:00[Europe/Berlin]", series: { rule: "FREQ=MONTHLY;BYDAY=1SU" } },
  });
});

it("what is named as the list takes everything, and the lists of the file are told", async () => {
  const list = await server().client.list.create.mutate({ name: "All" });
  const report = await preview("todotxt", TODOTXT, `&list=${list.id}`);
  expect(report.notKept.filter(({ code }) => code === "list").map(({ detail }) => detail)).toEqual([
    "Family",
    "House",
  ]);
  await importing("todotxt", TODOTXT, `&list=${list.id}`);
  expect(await server().db.todo.count({ where: { listId: list.id } })).toBe(4);
});

describe("hostile files", () => {
  const bytes = (...values: number[]) => new Uint8Array([...values, ...Array<number>(20).fill(65)]);
  it.each([
    ["nothing", "text", "", { status: 400, code: "empty" }],
    ["blank lines", "text", "\n\n \n", { status: 400, code: "nothing" }],
    ["a ZIP archive", "csv", bytes(0x50, 0x4b, 3, 4), { status: 400, code: "zip" }],
    ["UTF-16 with a mark", "text", bytes(0xff, 0xfe, 65, 0), { status: 400, code: "utf16" }],
    ["UTF-16 without", "text", bytes(65, 0, 66, 0, 67, 0), { status: 400, code: "utf16" }],
    ["latin1", "text", bytes(65, 10, 0xe4, 66), { status: 400, code: "encoding", line: 2 }],
    ["a program", "text", new Uint8Array(500), { status: 400, code: "binary" }],
    ["CSV of others", "csv", "a,b\n1,2\n", { status: 400, code: "columns" }],
    ["no calendar", "ical", "Hello\n", { status: 400, code: "calendar" }],
    ["no JSON", "json", "{'a'", { status: 400, code: "json" }],
    ["JSON of others", "json", '{"lists":[{"id":"a"}]}', { status: 400, code: "json" }],
    ["half of a JSON", "json", '{"format":"codex","lists":[', { status: 400, code: "json" }],
  ])("%s is told clearly", async (_name, format, body, told) => {
    expect(await refusal(format, body)).toMatchObject(told);
  });

  it("a line of 50 MB is left out and told by its number, and the rest is read", async () => {
    const long = "x".repeat(50 * 1024 * 1024);
    const report = await preview("text", `a\n${long}\nb\n`);
    expect(report).toMatchObject({ todos: 2, notKept: [{ line: 2, code: "tooLong" }] });
    const csv = await preview("csv", `TYPE,CONTENT\ntask,a\ntask,"${long}"\ntask,b\n`);
    expect(csv).toMatchObject({ todos: 2, notKept: [{ line: 3, code: "tooLong" }] });
    expect(await refusal("json", `{"format":"${long}"}`)).toMatchObject({ status: 400, code: "json" });
  }, 60_000);

  it("a million todos, and more than 64 MiB, are refused as a whole", async () => {
    expect(await refusal("text", "a\n".repeat(1_000_000))).toMatchObject({ status: 400, code: "tooMany" });
    const huge = "x"
      .repeat(1023)
      .concat("\n")
      .repeat(65 * 1024);
    expect(await refusal("text", huge)).toMatchObject({ status: 413, code: "tooLarge" });
  }, 60_000);

  it("what PostgreSQL cannot keep is taken out, too many words go on in the notes, and script stays text", async () => {
    const json = `{"format":"codex","lists":[{"id":"1","name":"Inbox","isInbox":true,"todos":[
      {"id":"0190163d-8694-739b-aea5-966c26f8ad90","text":"a\\ud800b\\u0000c"}]}]}`;
    expect((await preview("json", json)).notKeptCounts).toEqual({ characters: 1 });
    await importing("json", json);
    await importing(
      "text",
      `a\0b\n${"é".repeat(2_500)}\n<img src=x onerror=alert(1)>[a](javascript:alert(1))\n`,
    );
    const rows = await server().db.todo.findMany({ orderBy: { rank: "asc" } });
    expect(rows.map(({ text }) => text).toSorted()).toEqual(
      [
        "ab",
        "a\uFFFDbc",
        "é".repeat(2_000),
        "<img src=x onerror=alert(1)>[a](javascript:alert(1))",
      ].toSorted(),
    );
    expect(rows.find(({ notes }) => notes)?.notes).toBe("é".repeat(500));
  });

  it("an upload that is broken off leaves nothing, and the next is taken", async () => {
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("a\nb\n")),
      pull: () => {
        abort.abort();
        return new Promise(() => {});
      },
    });
    const request: RequestInit & { duplex: "half" } = {
      ...{ method: "POST", body, duplex: "half", signal: abort.signal },
      headers: { "content-type": "application/octet-stream" },
    };
    await expect(fetch(`${server().url}/api/import?format=text`, request)).rejects.toThrow();
    expect(await live()).toBe(0);
    await expect.poll(async () => (await send("text", "c\n", "&dry=1")).status).toBe(200);
  });
});

describe("what is exported", () => {
  const FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "''-1",
    "'quoted'",
    "a=1",
    "=cmd|' /C calc'!A0",
    '="a,b"',
  ];

  it("is no formula to a spreadsheet, and comes back as it was", async () => {
    await importing("text", FORMULAS.map((text) => `- [ ] ${text}`).join("\n"));
    const csv = await exporting("csv");
    for (const field of csv.split(/[,\r\n]+/)) expect(field).not.toMatch(/^"?[=+@\t-]/);
    await server().db.todo.deleteMany();
    await importing("csv", csv);
    const texts = (await server().db.todo.findMany()).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(FORMULAS.toSorted());
  });

  it.each(["csv", "todotxt", "ical"])("%s comes back with all that the format can say", async (format) => {
    await fill();
    const told = async () => {
      const rows = await server().db.todo.findMany({
        where: { deletedAt: null },
        include: { list: true, series: true, parent: true },
      });
      return rows
        .map(({ text, notes, completed, due, priority, labels, list, series, parent }) => ({
          ...{ text, notes, completed, due, priority, labels, list: list.name, parent: parent?.text },
          series: series && !completed ? [series.rule, series.mode] : null,
        }))
        .toSorted((a, b) => (a.text < b.text ? -1 : 1));
    };
    const before = await told();
    const file = await exporting(format);
    await server().db.list.deleteMany({ where: { inboxOf: null } });
    await server().db.todo.deleteMany();
    expect(await importing(format, file)).toMatchObject({ added: before.length, refused: [] });
    expect(await told()).toEqual(before);
  });

  it("JSON out and in again gives the same", async () => {
    await fill();
    const file = await exporting("json");
    const before = comparable(file);
    await server().db.list.deleteMany({ where: { inboxOf: null } });
    for (const table of ["todo", "series", "label", "saved_view"])
      await server().db.$executeRawUnsafe(`delete from ${table}`);
    expect(await importing("json", file)).toMatchObject({ refused: [] });
    expect(comparable(await exporting("json"))).toEqual(before);
  });
});

/** An account with everything in it. */
async function fill(): Promise<void> {
  const { client } = server();
  const list = await client.list.create.mutate({ name: "Garden" });
  for (let index = 0; index < 60; index++) {
    const id = (
      await client.todo.create.mutate({
        ...(index % 2 ? { listId: list.id } : {}),
        text: `Todo ${index} äöü 漢字 🧑‍🌾, "quoted"; semi`,
        notes: index % 3 ? null : `# Notes\n\n- one, "two"\n- 100% ; \\n ${index}`,
        due: [null, "2026-12-24", "2026-12-24T18:00[Europe/Berlin]"][index % 3] ?? null,
        priority: [null, 1, 2, 3][index % 4] ?? null,
        labels: index % 5 ? [] : ["home", "a-b"],
        completed: index % 7 === 6,
      })
    ).id;
    if (index % 9 === 1)
      await client.todo.repeat.mutate({
        id,
        series: {
          id: crypto.randomUUID(),
          rule: "FREQ=WEEKLY;INTERVAL=2",
          mode: "completion",
          zone: "Europe/Berlin",
        },
      });
    if (index % 11 === 0)
      await client.todo.create.mutate({
        ...(index % 2 ? { listId: list.id } : {}),
        ...{ text: `Under ${index}`, parentId: id },
      });
  }
  const { items } = await client.todo.list.query({ listId: list.id });
  // The last comes first, and one is put elsewhere than its rule says.
  await client.todo.update.mutate({ id: items.at(-1)?.id ?? "", rank: "a0" });
  const repeating = items.find(({ seriesId, completed }) => seriesId && !completed);
  if (repeating) await client.todo.update.mutate({ id: repeating.id, due: "2026-12-31" });
  await client.label.setColor.mutate({ name: "home", color: "teal" });
  await client.view.save.mutate({ name: "Garden", query: `list=${list.id}&priority=1` });
}

/** An export without what is another here: ids are numbered as they come, and moments left out. */
function comparable(file: string): unknown {
  const ids = new Map<string, string>();
  const number = (id: string) => {
    ids.set(id, ids.get(id) ?? `#${ids.size}`);
    return ids.get(id) ?? "";
  };
  const { lists, labels, views } = JSON.parse(file);
  const text = JSON.stringify({ lists, labels, views }, (key, value) => {
    if (key === "createdAt" || key === "seriesOrder") return undefined;
    if (key === "rank") return undefined;
    if (key === "series" && Array.isArray(value)) return value.map(({ rule }) => rule).toSorted();
    if (key === "seriesId") return value === null ? null : "repeats";
    return value;
  });
  return JSON.parse(text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, number));
}
