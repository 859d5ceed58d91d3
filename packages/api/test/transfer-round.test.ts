import { describe, expect, it } from "vitest";
import { useTransfer } from "./transferring.js";

const { server, importing, exporting } = useTransfer();

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
