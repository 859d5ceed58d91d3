import { newId } from "@codex/core/id";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./server.js";
import { useTransfer } from "./transferring.js";

const { server, preview, importing, undoAll, live } = useTransfer();

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

const PARENT = "0190163d-8694-739b-aea5-966c26f8ad90";
const SERIES = "0190163d-8694-739b-aea5-966c26f8ad91";
const JSON_FILE = JSON.stringify({
  format: "codex",
  labels: [{ name: "home", color: "teal" }],
  views: [{ id: "0190163d-8694-739b-aea5-966c26f8ad92", name: "Mine", query: "priority=1" }],
  lists: [
    {
      ...{ id: "1", name: "Garden", isInbox: false, deletedAt: null },
      series: [
        { id: SERIES, rule: "FREQ=WEEKLY;COUNT=3", mode: "schedule", zone: "UTC", start: "2099-01-05" },
      ],
      todos: [
        { id: PARENT, text: "Dinner", labels: ["home"] },
        { id: "0190163d-8694-739b-aea5-966c26f8ad93", text: "Bread", parentId: PARENT, completed: true },
        {
          ...{ id: "0190163d-8694-739b-aea5-966c26f8ad94", text: "Put elsewhere", seriesId: SERIES },
          ...{ occurrence: "2099-01-12", due: "2099-01-14" },
        },
      ],
    },
  ],
});

const TEXT = "Buy milk\n- [x] Bread\n- [ ] Eggs\n    - [ ] Six of them\n\n# <script>alert(1)</script>\n";

describe("each format, twice with equal results:", () => {
  it.each([
    ["csv", TODOIST, 5],
    ["todotxt", TODOTXT, 4],
    ["ical", ICAL.replaceAll("\n", "\r\n"), 2],
    ["text", TEXT, 5],
    ["json", JSON_FILE, 3],
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
    expect(await rowsOf(server())).toEqual(rows.map((row) => ({ ...row, rev: expect.anything() })));
    await undoAll(first.batch);
    expect(await live()).toBe(0);
  });
});

it("keeps what JSON says", async () => {
  await importing("json", JSON_FILE);
  const rows = await server().db.todo.findMany({ include: { list: true, series: true, parent: true } });
  const of = (text: string) => rows.find((row) => row.text === text);
  expect(of("Bread")).toMatchObject({ completed: true, parent: { text: "Dinner", labels: ["home"] } });
  expect(of("Put elsewhere")).toMatchObject({
    ...{ due: "2099-01-14", occurrence: "2099-01-12", list: { name: "Garden" } },
    series: { rule: "FREQ=WEEKLY;COUNT=3", start: "2099-01-05" },
  });
  expect(await server().client.view.all.query()).toMatchObject([{ name: "Mine", query: "priority=1" }]);
});

describe("an import, once more", () => {
  const client = () => server().client;
  const personal = async () => [await client().label.all.query(), await client().view.all.query()];

  it("leaves a view and a colour as they are by now", async () => {
    await importing("json", JSON_FILE);
    const [view] = await client().view.all.query();
    await client().view.save.mutate({ id: view?.id ?? "", name: "Renamed", query: "priority=2" });
    await client().label.setColor.mutate({ id: newId(), name: "home", color: "red" });
    const before = await personal();
    expect(await importing("json", JSON_FILE)).toMatchObject({ added: 0, refused: [] });
    expect(await personal()).toEqual(before);
  });

  it("leaves the colour of a label that had one before the first", async () => {
    await client().label.setColor.mutate({ id: newId(), name: "home", color: "red" });
    await importing("json", JSON_FILE);
    expect(await client().label.all.query()).toEqual([{ name: "home", color: "red" }]);
  });

  it("brings what it made and was taken away since, as it does with todos", async () => {
    const { batch } = await importing("json", JSON_FILE);
    const before = await personal();
    await undoAll(batch);
    expect(await personal()).toEqual([[], []]);
    await importing("json", JSON_FILE);
    expect(await personal()).toEqual(before);
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

it("tells of a column of Todoist's that is not kept once something stands in it", async () => {
  const file = `TYPE,CONTENT,DESCRIPTION,IS_COLLAPSED,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG
meta,view_style=list,,,,,,,,,,,,,
task,Milk,,false,4,1,Anna (1),,,en,Europe/Berlin,,None,,
task,Bread,,false,4,1,Anna (1),,2026-03-01 09:00,en,Europe/Berlin,30,minute,,
task,Eggs,,false,4,1,Anna (1),,2026-03-01 10:00,en,Europe/Berlin,15,minute,2026-03-02,en
`;
  const report = await preview("csv", file);
  expect(report).toMatchObject({ todos: 3, due: 2 });
  expect(report.notKept.map(({ line, code, detail }) => `${line} ${code} ${detail}`)).toEqual([
    "4 column DURATION",
    "5 column DEADLINE",
  ]);
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

describe("of todos that have one id in the file, all are kept", () => {
  it.each([
    ["todotxt", "First id:1\nSecond id:1\nUnder p:1\nThird\n", [2]],
    [
      "csv",
      "TYPE,CONTENT,INDENT,ID,PARENT\ntask,First,1,1,\ntask,Second,1,1,\ntask,Under,2,,1\ntask,Third,1,,\n",
      [3],
    ],
    [
      "ical",
      `BEGIN:VCALENDAR\n${[
        "UID:1\nSUMMARY:First",
        "UID:1\nSUMMARY:Second",
        "SUMMARY:Under\nRELATED-TO:1",
        "SUMMARY:Third",
      ]
        .map((lines) => `BEGIN:VTODO\n${lines}\nEND:VTODO\n`)
        .join("")}END:VCALENDAR\n`,
      [6],
    ],
    [
      "json",
      JSON.stringify({
        format: "codex",
        lists: [
          {
            ...{ id: "1", name: "Inbox", isInbox: true },
            todos: [
              { id: "0190163d-8694-739b-aea5-966c26f8ad90", text: "First" },
              { id: "0190163d-8694-739b-aea5-966c26f8ad90", text: "Second" },
              {
                ...{ id: "0190163d-8694-739b-aea5-966c26f8ad91", text: "Under" },
                parentId: "0190163d-8694-739b-aea5-966c26f8ad90",
              },
              { id: "0190163d-8694-739b-aea5-966c26f8ad92", text: "Third" },
            ],
          },
        ],
      }),
      [1],
    ],
  ])("%s", async (format, body, told) => {
    const report = await preview(format, body);
    expect(report.notKept.map(({ line, code }) => `${line} ${code}`)).toEqual(
      told.map((line) => `${line} sameId`),
    );
    expect(await importing(format, body)).toMatchObject({ added: 4, refused: [] });
    const rows = await server().db.todo.findMany({ include: { parent: true } });
    expect(rows.map(({ text, parent }) => `${text} ${parent?.text ?? "-"}`).toSorted()).toEqual([
      ...["First -", "Second -", "Third -", "Under First"],
    ]);
    expect(await importing(format, body)).toMatchObject({ added: 0, known: 4 });
  });

  it("a line is never taken for what another has for its id", async () => {
    await importing("todotxt", "First id:2\nSecond\nUnder p:2\nFourth p:4\n");
    const rows = await server().db.todo.findMany({ include: { parent: true } });
    expect(rows.map(({ text, parent }) => `${text} ${parent?.text ?? "-"}`).toSorted()).toEqual([
      ...["First -", "Fourth -", "Second -", "Under First"],
    ]);
  });

  it("what is indented in CSV stands under the row above, not under the first with its id", async () => {
    await importing("csv", "TYPE,CONTENT,INDENT,ID\ntask,First,1,1\ntask,Second,1,1\ntask,Under,2,\n");
    const under = await server().db.todo.findFirst({ where: { text: "Under" }, include: { parent: true } });
    expect(under?.parent?.text).toBe("Second");
  });
});

it("what repeats is written in the same commands as the rest, and comes back with its rule", async () => {
  const lines = Array.from({ length: 50 }, (_, index) => `Water ${index} rec:+1w due:2099-02-02 id:${index}`);
  const { batch } = await importing("todotxt", lines.join("\n"));
  expect(await server().db.command.findMany({ select: { kind: true } })).toEqual([{ kind: "todo.create" }]);
  const repeating = () => server().db.todo.count({ where: { seriesId: { not: null }, deletedAt: null } });
  expect([await repeating(), await server().db.series.count()]).toEqual([50, 50]);
  await undoAll(batch);
  expect(await repeating()).toBe(0);
  expect(await importing("todotxt", lines.join("\n"))).toMatchObject({ back: 50, refused: [] });
  expect([await repeating(), await server().db.series.count()]).toEqual([50, 50]);
});

it("what was deleted for good comes anew, with a rule of its own", async () => {
  const line = "Water rec:+1w due:2099-02-02\n";
  await importing("todotxt", line);
  await server().db.todo.deleteMany();
  expect(await importing("todotxt", line)).toMatchObject({ added: 1, refused: [] });
  const [row] = await server().db.todo.findMany({ include: { series: true } });
  expect(row?.series).toMatchObject({ rule: "FREQ=WEEKLY", start: "2099-02-02" });
  expect(await server().db.series.count()).toBe(2);
});
