import { createHash } from "node:crypto";
import { expect, describe as group, it } from "vitest";
import { instantOfDue } from "../src/due.js";
import { newId } from "../src/id.js";
import { describe } from "../src/repeat/describe.js";
import { checkRule, nextDue, nextId, occurrences } from "../src/repeat/index.js";
import type { Series } from "../src/repeat/rule.js";
import { Everything } from "./rows.js";

const BERLIN = "Europe/Berlin";
const on = (rule: string, start: string): Series => ({ rule, mode: "schedule", start });
const after = (rule: string, start: string): Series => ({ rule, mode: "completion", start });
/** What comes after one that was due is completed; at noon of a day, in Berlin, unless told. */
const next = (series: Series, due: string, done = due.slice(0, 10), zone = BERLIN) =>
  nextDue(series, { due, completedAt: done.length > 10 ? done : `${done}T11:00:00.000Z`, zone });
const iso = (due = "") => new Date(instantOfDue(due)).toISOString().slice(0, 16);
const dates = (rule: string, start: string, count: number) => occurrences({ rule, start }, count);

/** A todo that repeats among rows on which commands take effect, at noon of the day on which it is due. */
function repeating(rule: string, due: string, now = `${due.slice(0, 10)}T11:00:00.000Z`) {
  const rows = new Everything();
  rows.now = now;
  const todo = rows.has({ due });
  rows.repeats(todo, rule);
  const complete = (done: { at?: string; zone?: string } = {}, completed = true) =>
    rows.run({ kind: "todo.update", ids: [todo], set: { completed }, ...done });
  return { rows, todo, complete, dues: () => rows.live().map((row) => row.due) };
}

/** A UUIDv5 as RFC 9562 describes it. */
function version5(namespace: string, name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name)
    .digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The rows of docs/repetition.md, by their numbers. */
group("what people see", () => {
  it("1: monthly on the 31st skips months that have none, and says so", () => {
    const rule = on("FREQ=MONTHLY", "2026-01-31");
    expect(dates(rule.rule, rule.start, 4)).toEqual(["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
    expect(describe(rule)).toMatchObject({ monthDays: [31], skips: "month" });
  });

  it("2: on the 31st or the last day", () => {
    const rule = on("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-01-31");
    expect(dates(rule.rule, rule.start, 4)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    expect(describe(rule)).toMatchObject({ orLastDay: 31, monthDays: [], positions: [] });
    expect(describe(rule)).not.toHaveProperty("skips");
    const thirtieth = on("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-01-30");
    expect(dates(thirtieth.rule, thirtieth.start, 3)).toEqual(["2026-01-30", "2026-02-28", "2026-03-30"]);
  });

  it("3: on the last day of each month", () => {
    const rule = on("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31");
    expect(dates(rule.rule, rule.start, 3)).toEqual(["2028-01-31", "2028-02-29", "2028-03-31"]);
    expect(describe(rule)).toMatchObject({ monthDays: [-1] });
    expect(describe(rule)).not.toHaveProperty("skips");
  });

  it("4: on 29 February each year skips years that have none, and says so", () => {
    const rule = on("FREQ=YEARLY", "2024-02-29");
    expect(dates(rule.rule, rule.start, 2)).toEqual(["2024-02-29", "2028-02-29"]);
    expect(next(rule, "2096-02-29")).toBe("2104-02-29");
    expect(describe(rule)).toMatchObject({ monthDays: [29], months: [2], skips: "year" });
  });

  it("5: on 29 February or the last of February", () => {
    const rule = on("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2024-02-29");
    expect(dates(rule.rule, rule.start, 3)).toEqual(["2024-02-29", "2025-02-28", "2026-02-28"]);
    expect(next(rule, "2027-02-28")).toBe("2028-02-29");
    expect(describe(rule)).toMatchObject({ orLastDay: 29, months: [2] });
  });

  it("6: at 02:30 on the day that has none: an hour later that day, and 02:30 again the day after", () => {
    const rule = on("FREQ=DAILY", `2026-03-28T02:30[${BERLIN}]`);
    const found = dates(rule.rule, rule.start, 3);
    expect(found.map((due) => due.slice(0, 16))).toEqual([
      "2026-03-28T02:30",
      "2026-03-29T02:30",
      "2026-03-30T02:30",
    ]);
    expect(found.map(iso)).toEqual(["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"]);
    // Yesterday's, completed at 03:10 summer time: today's is at 03:30, hence still to come.
    expect(next(rule, found[0] ?? "", "2026-03-29T01:10:00.000Z")).toBe(found[1]);
    expect(next(rule, found[0] ?? "", "2026-03-29T01:30:00.000Z")).toBe(found[2]);
  });

  it("7: at 02:30 on the day that has two: the first", () => {
    const rule = on("FREQ=DAILY", `2026-10-24T02:30[${BERLIN}]`);
    const [first = "", second = "", third] = dates(rule.rule, rule.start, 3);
    expect([iso(first), iso(second), iso(third)]).toEqual([
      "2026-10-24T00:30",
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
    // 02:15 for the second time: that day's was before.
    expect(next(rule, first, "2026-10-25T01:15:00.000Z")).toBe(third);
    expect(next(rule, first, "2026-10-25T00:15:00.000Z")).toBe(second);
  });

  it("8: at nine stays at nine when the clocks change", () => {
    const rule = on("FREQ=WEEKLY", `2026-03-23T09:00[${BERLIN}]`);
    const following = next(rule, rule.start);
    expect(following).toBe(`2026-03-30T09:00[${BERLIN}]`);
    expect([iso(rule.start), iso(following)]).toEqual(["2026-03-23T08:00", "2026-03-30T07:00"]);
  });

  it("9: a day stays that day, wherever it is completed", () => {
    const rule = on("FREQ=WEEKLY;BYDAY=MO", "2026-03-23");
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", BERLIN, "Pacific/Apia"])
      expect(next(rule, "2026-03-23", "2026-03-23T11:00:00.000Z", zone)).toBe("2026-03-30");
  });

  it("10: with a time it keeps the zone it was made in, when travelling too", () => {
    const rule = on("FREQ=DAILY", `2026-05-01T09:00[${BERLIN}]`);
    const done = "2026-05-01T20:00:00.000Z";
    expect(next(rule, rule.start, done, "Asia/Tokyo")).toBe(`2026-05-02T09:00[${BERLIN}]`);
    const counted = after("FREQ=DAILY;INTERVAL=2", rule.start);
    // It is 2 May in Tokyo already, but not where the todo is at home.
    expect(next(counted, rule.start, done, "Asia/Tokyo")).toBe(`2026-05-03T09:00[${BERLIN}]`);
  });

  it("11: without a time, today is today where one is", () => {
    const { dues, complete } = repeating("FREQ=DAILY", "2026-05-01", "2026-05-09T11:00:00.000Z");
    complete({ at: "2026-05-03T03:00:00.000Z", zone: "America/Los_Angeles" });
    expect(dues()).toEqual(["2026-05-01", "2026-05-03"]);

    const daily = on("FREQ=DAILY", "2026-05-01");
    const done = "2026-05-03T20:00:00.000Z";
    expect(next(daily, "2026-05-01", done, BERLIN)).toBe("2026-05-04");
    expect(next(daily, "2026-05-01", done, "Asia/Tokyo")).toBe("2026-05-05");
    expect(next(after("FREQ=DAILY", "2026-05-01"), "2026-05-01", done, "Asia/Tokyo")).toBe("2026-05-05");
  });

  it("12: completed late, it does not bring the missed ones", () => {
    expect(next(on("FREQ=DAILY", "2026-05-01"), "2026-05-01", "2026-05-06")).toBe("2026-05-07");
    expect(next(on("FREQ=WEEKLY", "2026-05-04"), "2026-05-04", "2026-05-20")).toBe("2026-05-25");
    // Late by a week, on the day that the next is due: today it is done.
    expect(next(on("FREQ=WEEKLY", "2026-05-04"), "2026-05-04", "2026-05-11")).toBe("2026-05-18");
  });

  it("13: with a time completed late, what is still to come today comes today", () => {
    const rule = on("FREQ=DAILY", `2026-05-01T20:00[${BERLIN}]`);
    expect(next(rule, rule.start, "2026-05-03T06:00:00.000Z")).toBe(`2026-05-03T20:00[${BERLIN}]`);
    expect(next(rule, rule.start, "2026-05-03T18:00:00.000Z")).toBe(`2026-05-04T20:00[${BERLIN}]`);
  });

  it("14: completed early, the next is that after the one that was done", () => {
    const rule = on("FREQ=WEEKLY;BYDAY=FR", "2026-05-01");
    expect(next(rule, "2026-05-08", "2026-05-05")).toBe("2026-05-15");
    expect(next(after("FREQ=DAILY;INTERVAL=3", "2026-05-01"), "2026-05-08", "2026-05-05")).toBe("2026-05-08");
  });

  it("15: put to another day by hand, the series goes on as before", () => {
    const rule = on("FREQ=WEEKLY;BYDAY=MO", "2026-05-04");
    // Put to Sunday the 10th and done then: what counts is that it was Monday's.
    expect(next(rule, "2026-05-11", "2026-05-10")).toBe("2026-05-18");
    expect(next(rule, "2026-05-11", "2026-05-14")).toBe("2026-05-18");
  });

  it("16: completed by two people, or on two devices, at once: one next todo", () => {
    const { rows, todo: shared, complete } = repeating("FREQ=DAILY", "2026-05-01");
    complete();
    const once = rows.live();
    complete({ at: "2026-05-01T20:00:00.000Z", zone: "Asia/Tokyo" });
    expect(rows.live()).toEqual(once);
    expect(once.map(({ id }) => id)).toEqual([shared, nextId(rows.row(shared).seriesId ?? "", shared)]);

    const [series, todo] = ["0198f3a0-0000-7000-8000-000000000001", "0198f3a0-0000-7000-8000-000000000002"];
    expect(nextId(series, todo)).toBe(nextId(series.toUpperCase(), todo.toUpperCase()));
    expect(nextId(series, todo)).toBe(version5(series, todo));
    expect(new Set([nextId(series, todo), nextId(todo, series), nextId(series, series)]).size).toBe(3);
  });

  it("17: taken back and completed again: the same next todo", () => {
    const { rows, complete } = repeating("FREQ=DAILY", "2026-05-01");
    complete();
    const once = rows.live();
    expect(once.map(({ due }) => due)).toEqual(["2026-05-01", "2026-05-02"]);
    complete({}, false);
    expect(rows.live().map(({ due }) => due)).toEqual(["2026-05-01"]);
    complete();
    expect(rows.live()).toEqual(once);
  });

  it("18: every weekday", () => {
    const rule = on("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-05-07");
    expect(dates(rule.rule, rule.start, 4)).toEqual(["2026-05-07", "2026-05-08", "2026-05-11", "2026-05-12"]);
    expect(describe(rule)?.weekdays.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5]);
  });

  it("19: every other week, on two days, also after a miss", () => {
    const rule = on("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-05-04");
    expect(dates(rule.rule, rule.start, 4)).toEqual(["2026-05-04", "2026-05-07", "2026-05-18", "2026-05-21"]);
    expect(next(rule, "2026-05-07", "2026-05-19")).toBe("2026-05-21");
    expect(next(rule, "2026-05-07", "2026-05-22")).toBe("2026-06-01");
  });

  it("20: every other week where weeks begin on Sunday", () => {
    const sunday = (start: string) =>
      dates(`FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=${start}`, "2026-05-04", 3);
    expect(sunday("MO")).toEqual(["2026-05-04", "2026-05-10", "2026-05-18"]);
    expect(sunday("SU")).toEqual(["2026-05-04", "2026-05-17", "2026-05-18"]);
  });

  it("21: on the last Friday of the month; on the fifth, only where there is one", () => {
    expect(dates("FREQ=MONTHLY;BYDAY=-1FR", "2026-05-29", 3)).toEqual([
      "2026-05-29",
      "2026-06-26",
      "2026-07-31",
    ]);
    expect(dates("FREQ=MONTHLY;BYDAY=5FR", "2026-05-29", 3)).toEqual([
      "2026-05-29",
      "2026-07-31",
      "2026-10-30",
    ]);
    expect(describe(on("FREQ=MONTHLY;BYDAY=5FR", "2026-05-29"))).toMatchObject({
      skips: "month",
      nthOf: "month",
    });
    expect(describe(on("FREQ=MONTHLY;BYDAY=-1FR", "2026-05-29"))).not.toHaveProperty("skips");
  });

  it("22: on the last weekday of the month", () => {
    const rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
    expect(dates(rule, "2026-05-29", 3)).toEqual(["2026-05-29", "2026-06-30", "2026-07-31"]);
  });

  it("23: counted from completion", () => {
    const rule = after("FREQ=DAILY;INTERVAL=3", `2026-05-01T09:00[${BERLIN}]`);
    const done = "2026-05-06T20:00:00.000Z";
    expect(next(rule, rule.start, done)).toBe(`2026-05-09T09:00[${BERLIN}]`);
    expect(next(after("FREQ=WEEKLY", "2026-05-04"), "2026-05-04", "2026-05-06")).toBe("2026-05-13");
    expect(next(after("FREQ=WEEKLY;BYDAY=MO", "2026-05-04"), "2026-05-04", "2026-05-06")).toBe("2026-05-11");
    expect(next(after("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-05-04"), "2026-05-04", "2026-05-06")).toBe(
      "2026-05-18",
    );
  });

  it("24: counted from completion, a month after the 31st is the last of the next", () => {
    expect(next(after("FREQ=MONTHLY", "2026-01-01"), "2026-01-01", "2026-01-31")).toBe("2026-02-28");
    expect(next(after("FREQ=MONTHLY", "2026-01-01"), "2026-01-01", "2026-03-30")).toBe("2026-04-30");
    expect(next(after("FREQ=YEARLY", "2024-01-01"), "2024-01-01", "2024-02-29")).toBe("2025-02-28");
    expect(next(after("FREQ=YEARLY;INTERVAL=4", "2024-01-01"), "2024-01-01", "2024-02-29")).toBe(
      "2028-02-29",
    );
  });

  it("25: a number of times: the missed ones count", () => {
    const rule = on("FREQ=DAILY;COUNT=3", "2026-05-01");
    expect(dates(rule.rule, rule.start, 10)).toEqual(["2026-05-01", "2026-05-02", "2026-05-03"]);
    expect(next(rule, "2026-05-02")).toBe("2026-05-03");
    expect(next(rule, "2026-05-03")).toBeUndefined();
    expect(next(rule, "2026-05-01", "2026-05-03")).toBeUndefined();
    expect(checkRule(after("FREQ=DAILY;COUNT=3", "2026-05-01"))).toEqual({ code: "countFromCompletion" });
  });

  it("26: until a day, which is the last; until a moment, as its zone has it", () => {
    const day = on("FREQ=DAILY;UNTIL=20260503", "2026-05-01");
    expect([next(day, "2026-05-02"), next(day, "2026-05-03")]).toEqual(["2026-05-03", undefined]);
    const start = `2026-05-01T09:00[${BERLIN}]`;
    expect(dates("FREQ=DAILY;UNTIL=20260503T070000Z", start, 9)).toHaveLength(3);
    expect(dates("FREQ=DAILY;UNTIL=20260503T065959Z", start, 9)).toHaveLength(2);
    expect(dates("FREQ=DAILY;UNTIL=20260503T090000", start, 9)).toHaveLength(3);
    expect(dates("FREQ=DAILY;UNTIL=20260503", start, 9)).toHaveLength(3);
    expect(
      next(after("FREQ=DAILY;UNTIL=20260503", "2026-05-01"), "2026-05-01", "2026-05-03"),
    ).toBeUndefined();
    expect(describe(on("FREQ=DAILY;UNTIL=20260502T230000Z", start))?.until).toBe("2026-05-03");
  });

  it("27: the rule changed while somebody completed offline: what is made follows the rule that is there", () => {
    const { rows, todo: id, dues, complete } = repeating("FREQ=WEEKLY", "2026-05-04");
    rows.repeats(id, "FREQ=MONTHLY");
    complete();
    expect(dues()).toEqual(["2026-05-04", "2026-06-04"]);
    const todo = "2026-05-04";
    expect(next(on("FREQ=MONTHLY", todo), todo)).toBe("2026-06-04");
    // From a start that is later, as "this and all following" makes it: not before that start.
    expect(next(on("FREQ=WEEKLY", "2026-05-20"), todo)).toBe("2026-05-20");
  });

  it("28: skipped: what is still to come, today's too if it was an earlier one; once for each date", () => {
    const skipped = (due: string, now: string, times = 1, rule = "FREQ=DAILY") => {
      const { rows, todo: id, dues } = repeating(rule, due, now);
      for (let time = 0; time < times; time++) rows.run({ kind: "todo.skip", id, occurrence: due });
      return dues();
    };
    expect(skipped("2026-05-11", "2026-05-04T11:00:00.000Z", 1, "FREQ=WEEKLY;BYDAY=MO")).toEqual([
      "2026-05-18",
    ]);
    expect(skipped("2026-05-04", "2026-05-04T11:00:00.000Z")).toEqual(["2026-05-05"]);
    expect(skipped("2026-05-01", "2026-05-04T11:00:00.000Z")).toEqual(["2026-05-04"]);
    expect(skipped("2026-05-04", "2026-05-04T11:00:00.000Z", 3)).toEqual(["2026-05-05"]);
    const timed = `2026-05-03T09:00[${BERLIN}]`;
    expect(skipped(timed, "2026-05-04T11:00:00.000Z")).toEqual([`2026-05-05T09:00[${BERLIN}]`]);
    expect(skipped(timed, "2026-05-04T05:00:00.000Z")).toEqual([`2026-05-04T09:00[${BERLIN}]`]);
  });

  it("29: several times a day", () => {
    const rule = on("FREQ=DAILY;BYHOUR=8,20;BYMINUTE=30", `2026-05-01T08:30[${BERLIN}]`);
    expect(next(rule, rule.start)).toBe(`2026-05-01T20:30[${BERLIN}]`);
    expect(describe(rule)?.times).toEqual(["08:30", "20:30"]);
  });

  it("30: a start that the rule does not name is not one of its days", () => {
    expect(dates("FREQ=WEEKLY;BYDAY=MO", "2026-05-06", 2)).toEqual(["2026-05-11", "2026-05-18"]);
    expect(dates("FREQ=WEEKLY;BYDAY=MO;COUNT=1", "2026-05-06", 2)).toEqual(["2026-05-11"]);
  });

  it("31: an end of the calendar, and the day that Samoa left out", () => {
    expect(next(on("FREQ=DAILY", "2999-12-30"), "2999-12-31", "2999-12-31")).toBeUndefined();
    const samoa = on("FREQ=DAILY", "2011-12-29T09:00[Pacific/Apia]");
    const [, second, third] = dates(samoa.rule, samoa.start, 3);
    expect([second, third].map(iso)).toEqual(["2011-12-30T19:00", "2011-12-30T19:00"]);
    expect(next(samoa, samoa.start, "2011-12-30T19:00:00.000Z")).toBe("2012-01-01T09:00[Pacific/Apia]");
  });

  it("32: subtasks come anew with the next todo, on every device the same", () => {
    const [series, one, two] = [
      "0198f3a0-0000-7000-8000-000000000001",
      "0198f3a0-0000-7000-8000-00000000000a",
      "0198f3a0-0000-7000-8000-00000000000b",
    ];
    const ids = [nextId(series, one), nextId(series, two)];
    expect(new Set([...ids, nextId(series, ids[0] ?? "")]).size).toBe(3);
    expect(ids).toEqual([version5(series, one), version5(series, two)]);
    const { rows, todo: parentId, complete } = repeating("FREQ=DAILY", "2026-05-01");
    const under = rows.has({ parentId, completed: true });
    complete();
    const seriesId = rows.row(parentId).seriesId ?? "";
    expect(rows.row(nextId(seriesId, under))).toMatchObject({
      completed: false,
      parentId: nextId(seriesId, parentId),
    });
  });

  it("33: what comes next was changed by somebody, or what was done was: both stay when that is taken back", () => {
    for (const changed of ["next", "done"] as const) {
      const { rows, todo, complete } = repeating("FREQ=DAILY", "2026-05-01");
      complete();
      const id = changed === "done" ? todo : nextId(rows.row(todo).seriesId ?? "", todo);
      rows.run({ kind: "todo.update", ids: [id], set: { text: "Water them all" } });
      complete({}, false);
      expect(rows.live().map(({ due }) => due)).toEqual(["2026-05-01", "2026-05-02"]);
    }
  });

  it("34: what is still to be done is moved: its rule goes along; what is done goes without", () => {
    const { rows, todo, complete } = repeating("FREQ=DAILY", "2026-05-01");
    complete();
    const seriesId = rows.row(todo).seriesId ?? "";
    const [archive, home] = [newId(), newId()];
    rows.run({ kind: "todo.move", ids: [todo], listId: archive });
    expect(rows.series(seriesId)?.listId).toBe(rows.inboxId);
    rows.run({ kind: "todo.move", ids: [nextId(seriesId, todo)], listId: home });
    expect(rows.series(seriesId)?.listId).toBe(home);
  });

  it("35: what comes next was deleted: completing again what came before does not bring another", () => {
    const { rows, todo, complete } = repeating("FREQ=DAILY", "2026-05-01");
    complete();
    rows.run({ kind: "todo.delete", ids: [nextId(rows.row(todo).seriesId ?? "", todo)] });
    complete();
    expect(rows.live().map(({ id }) => id)).toEqual([todo]);
  });

  it("36: its due date is taken away, or another given: the next is as the rule has it", () => {
    for (const due of [null, "2026-05-20"]) {
      const { rows, todo, dues, complete } = repeating("FREQ=DAILY", "2026-05-01");
      rows.run({ kind: "todo.update", ids: [todo], set: { due } });
      complete();
      expect(dues()).toEqual([due, "2026-05-02"]);
    }
  });

  it("37: its text, notes, labels or priority are changed: so are they on all that follow", () => {
    const { rows, todo, complete } = repeating("FREQ=DAILY", "2026-05-01");
    const set = { text: "Water them", notes: "All", priority: 1, labels: ["home"] };
    rows.run({ kind: "todo.update", ids: [todo], set });
    complete();
    expect(rows.live()).toMatchObject([set, set]);
  });

  it("38: ended: what is completed then is done", () => {
    const { rows, todo, dues, complete } = repeating("FREQ=DAILY", "2026-05-01");
    rows.run({ kind: "todo.repeat", id: todo, series: null });
    complete();
    expect(dues()).toEqual(["2026-05-01"]);
  });
});
