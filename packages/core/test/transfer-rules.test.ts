import { describe, expect, it } from "vitest";
import { newId } from "../src/id.js";
import { parseRule } from "../src/repeat/rule.js";
import { readEntries, tidy } from "../src/transfer/read.js";
import { icalHead, icalTail, icalTodo } from "../src/transfer/write.js";

const NOW = "2026-11-26T08:00:00.000Z";
const todo = {
  ...{ id: newId(), listId: newId(), createdAt: NOW, createdBy: null, rank: null, deletedAt: null },
  ...{ text: "Water the plants", completed: false },
};

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function read(format: "ical" | "csv", text: string) {
  const found: unknown[] = [];
  for await (const entry of readEntries(format, once(text), { zone: "UTC", today: "2026-11-26" }))
    if (entry.kind === "todo") found.push(tidy(entry, (problem) => found.push(problem)));
  return found;
}

describe("a VTODO", () => {
  const RULES = [
    "freq=weekly;byday=mo",
    "Freq=Monthly;ByDay=01mo",
    "FREQ=MONTHLY;BYDAY=-02FR,+01MO,03TU",
    "FREQ=YEARLY;BYDAY=05SU,10MO",
    "FREQ=DAILY;INTERVAL=+02;COUNT=05;WKST=su",
    "FREQ=MONTHLY;BYMONTHDAY=+05,-01",
    "freq=daily;until=20270101t090000z;byhour=09;byminute=00,30",
  ];

  it.each(RULES)("has a rule for %s, and it comes back with the same meaning", async (rule) => {
    const due = "2026-12-07T09:00[Europe/Berlin]";
    const series = { rule, mode: "schedule", zone: "Europe/Berlin" } as const;
    const lines = icalTodo({ todo: { ...todo, due }, list: undefined, series }, NOW);
    const [back, ...others] = await read("ical", icalHead + lines + icalTail);
    expect(others).toEqual([]);
    expect(back).toMatchObject({ repeat: { mode: "schedule", start: due } });
    const [, written = ""] = /^RRULE:(.*)$/m.exec(lines.replaceAll("\r\n", "\n")) ?? [];
    expect(parseRule(rule)).not.toHaveProperty("code");
    expect(parseRule(written)).toEqual(parseRule(rule));
  });

  it("says when it is due, and no beginning unless it repeats: then that is when it is due", () => {
    const due = "2026-12-07";
    const plain = icalTodo({ todo: { ...todo, due }, list: undefined, series: undefined }, NOW);
    expect(plain).toContain("DUE;VALUE=DATE:20261207");
    expect(plain).not.toContain("DTSTART");
    const series = { rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" } as const;
    const repeating = icalTodo({ todo: { ...todo, due }, list: undefined, series }, NOW);
    expect(repeating).toContain("DUE;VALUE=DATE:20261207");
    expect(repeating).toContain("DTSTART;VALUE=DATE:20261207");
  });
});

it("labels stand behind the text, and what looks like one before its end is a part of it", async () => {
  const labels = async (content: string) => {
    const [one] = await read("csv", `TYPE,CONTENT\ntask,${content}\n`);
    return one;
  };
  const told = (text: string, ...names: string[]) => ({ text, fields: { labels: names } });
  expect(await labels("Milk @shop  @today")).toMatchObject(told("Milk", "shop", "today"));
  expect(await labels("Ask @bob about  milk @shop")).toMatchObject(told("Ask @bob about  milk", "shop"));
  expect(await labels("@shop @today")).toMatchObject(told("@shop", "today"));
  expect(await labels("a@b.example @ me@")).toMatchObject(told("a@b.example @ me@"));
  expect(await labels("Milk @a@b")).toMatchObject(told("Milk @a@b"));
});

it("comments on a todo are held only as far as they can be kept", async () => {
  const note = `note,${"x".repeat(60_000)}\n`;
  const lengths: number[] = [];
  const file = once(`TYPE,CONTENT\ntask,Milk\n${note.repeat(100)}`);
  for await (const entry of readEntries("csv", file, { zone: "UTC", today: "2026-11-26" })) {
    if (entry.kind !== "todo") continue;
    lengths.push(entry.notes?.length ?? 0);
    const problems: string[] = [];
    tidy(entry, ({ code }) => problems.push(code));
    expect(problems).toEqual(["notesCut"]);
  }
  expect(lengths).toEqual([120_002]);
});
