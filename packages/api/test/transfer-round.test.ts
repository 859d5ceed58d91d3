import { newId } from "@codex/core/id";
import type { SeriesRow } from "@codex/core/row";
import type { Todo } from "@codex/core/todo";
import { EXPORT_FORMATS } from "@codex/core/transfer/report";
import { describe, expect, it } from "vitest";
import { useTransfer } from "./transferring.js";

const { server, importing, exporting, empty } = useTransfer();

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

  it("is no formula to a spreadsheet, and comes back as it was: text, notes, list and labels", async () => {
    const { client } = server();
    for (const formula of FORMULAS) {
      const { id: listId } = await client.list.create.mutate({ name: formula });
      const labels = [formula.replace(/[\s,]/g, "")];
      await client.todo.create.mutate({ listId, text: formula, notes: formula, labels });
    }
    const told = async () => {
      const rows = await server().db.todo.findMany({ include: { list: true }, orderBy: { text: "asc" } });
      return rows.map(({ text, notes, labels, list }) => ({ text, notes, labels, list: list.name }));
    };
    const before = await told();
    const csv = await exporting("csv");
    for (const field of csv.split(/[,\r\n]+/)) expect(field).not.toMatch(/^"?[=+@\t-]/);
    await empty();
    await importing("csv", csv);
    expect(await told()).toEqual(before);
    expect(before).toHaveLength(FORMULAS.length);
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
          // Three times in all, and twice is over.
          series: series && !completed ? [series.rule.replace("COUNT=3", "COUNT=1"), series.mode] : null,
        }))
        .toSorted((a, b) => (`${a.text} ${a.due}` < `${b.text} ${b.due}` ? -1 : 1));
    };
    const before = await told();
    const file = await exporting(format);
    await empty();
    expect(await importing(format, file)).toMatchObject({ added: before.length, refused: [] });
    expect(await told()).toEqual(before);
  });

  it("JSON out and in again gives the same", async () => {
    await fill();
    await fillMore();
    const file = await exporting("json");
    const before = comparable(file);
    await empty();
    expect(await importing("json", file)).toMatchObject({ refused: [] });
    expect(comparable(await exporting("json"))).toEqual(before);
  });

  it("JSON of an account that has a list and nothing else gives that list", async () => {
    await server().client.list.create.mutate({ name: "Nothing yet" });
    const file = await exporting("json");
    await empty();
    expect(await importing("json", file)).toMatchObject({ added: 0, refused: [] });
    expect(comparable(await exporting("json"))).toEqual(comparable(file));
  });

  it("a rule in small letters is kept in capitals, and one that is there in them does not end an export", async () => {
    const { client, db } = server();
    const series = { id: newId(), rule: "freq=monthly;byday=01mo", mode: "schedule", zone: "UTC" } as const;
    const made = await client.todo.create.mutate({ text: "Rent", due: "2099-01-05", series });
    expect(await db.series.findMany()).toMatchObject([{ rule: "FREQ=MONTHLY;BYDAY=01MO" }]);
    expect(await client.todo.repeat.mutate({ id: made.id, series })).toEqual({ count: 0 });
    // As they were kept before.
    await db.series.updateMany({ data: { rule: series.rule } });
    for (const format of EXPORT_FORMATS) {
      const file = await exporting(format);
      expect(file.toUpperCase()).toContain(format === "ical" ? "BYDAY=1MO" : "BYDAY=01MO");
      await empty();
      expect(await importing(format, file)).toMatchObject({ added: 1, refused: [] });
      expect(await db.todo.findMany({ include: { series: true } })).toMatchObject([
        { text: "Rent", due: "2099-01-05", series: { rule: expect.stringMatching(/BYDAY=0?1MO$/) } },
      ]);
      await db.series.updateMany({ data: { rule: series.rule } });
    }
  });

  it.each(EXPORT_FORMATS)(
    "a rule that is over after three is over after the third in %s, too",
    async (format) => {
      await fillThird();
      const file = await exporting(format);
      await empty();
      await importing(format, file);
      expect(await next()).toMatchObject({ due: "2099-01-19", occurrence: "2099-01-19" });
      const [rule] = await server().db.series.findMany();
      expect(rule).toMatchObject(
        format === "json"
          ? { rule: "FREQ=WEEKLY;COUNT=3", start: "2099-01-05" }
          : { rule: "FREQ=WEEKLY;COUNT=1", start: "2099-01-19" },
      );
      await completeNext();
      expect(await next()).toBeNull();
    },
  );
});

/** What one format or another takes for something else. */
const AWKWARD = [
  ...[
    "Ask @bob re pri:B and due:2026-01-01 +now",
    "(A) exam",
    "x marks",
    "2026-01-01  two  blanks",
    "id:1 p:2",
  ],
  ...["=1+1, @a;b", "100%20 \\n \\\\", "a\tb\nc", "<script>alert(1)</script>", "END:VTODO", '\'"quoted"'],
];

/** An account with everything in it. */
async function fill(): Promise<void> {
  const { client } = server();
  const list = await client.list.create.mutate({ name: "Big garden_2 +x, @y" });
  for (let index = 0; index < 60; index++) {
    const id = (
      await client.todo.create.mutate({
        ...(index % 2 ? { listId: list.id } : {}),
        text: `${AWKWARD[index % AWKWARD.length]} ${index} äöü 漢字 🧑‍🌾, "quoted"; semi`,
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
  await fillThird();
  const { items } = await client.todo.list.query({ listId: list.id });
  // The last comes first, and one is put elsewhere than its rule says.
  await client.todo.update.mutate({ id: items.at(-1)?.id ?? "", rank: "a0" });
  const repeating = items.find(({ seriesId, completed }) => seriesId && !completed);
  if (repeating) await client.todo.update.mutate({ id: repeating.id, due: "2026-12-31" });
  await client.label.setColor.mutate({ name: "home", color: "teal" });
  await client.view.save.mutate({ name: "Garden", query: `list=${list.id}&priority=1` });
}

/** What only JSON can say: lists without todos, or of one name, and what repeats and has no date any more. */
async function fillMore(): Promise<void> {
  const { client } = server();
  const nothingYet = await client.list.create.mutate({ name: "Nothing yet" });
  for (const text of ["in the first", "in the second"]) {
    const { id: listId } = await client.list.create.mutate({ name: "Twins" });
    await client.todo.create.mutate({ listId, text });
  }
  await client.view.save.mutate({ name: "Of nothing yet", query: `list=${nothingYet.id}` });
  const series = { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" } as const;
  const { id } = await client.todo.create.mutate({ text: "Some day", due: "2099-02-01", series });
  await client.todo.update.mutate({ id, due: null });
}

/** The third and last of a rule, in the Inbox: two are completed. @returns its id */
async function fillThird(): Promise<string> {
  const { client } = server();
  const series = { id: newId(), rule: "FREQ=WEEKLY;COUNT=3", mode: "schedule", zone: "UTC" } as const;
  await client.todo.create.mutate({ text: "Three times", due: "2099-01-05", series });
  await completeNext();
  await completeNext();
  return (await next())?.id ?? "";
}

const next = () =>
  server().db.todo.findFirst({ where: { text: "Three times", completed: false, deletedAt: null } });

async function completeNext(): Promise<void> {
  await server().client.todo.update.mutate({ id: (await next())?.id ?? "", completed: true });
}

/**
 * An export without what is the server's to say: ids are numbered as they come, moments left out. What was completed
 * does not remember its rule.
 */
function comparable(file: string): unknown {
  const ids = new Map<string, string>();
  const number = (id: string) => {
    ids.set(id, ids.get(id) ?? `#${ids.size}`);
    return ids.get(id) ?? "";
  };
  const { lists, labels, views } = JSON.parse(file);
  for (const list of lists) {
    const rules = new Map(
      list.series.map(({ id, rule, mode, zone, start }: SeriesRow) => [id, { rule, mode, zone, start }]),
    );
    list.todos = list.todos.map(({ seriesId, occurrence, rank: _, ...todo }: Todo) => ({
      ...todo,
      repeats: todo.completed ? null : (rules.get(seriesId) ?? null),
      occurrence: todo.completed ? null : occurrence,
    }));
    delete list.series;
  }
  const text = JSON.stringify({ lists, labels, views }, (key, value) =>
    key === "createdAt" ? undefined : value,
  );
  return JSON.parse(text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, number));
}
