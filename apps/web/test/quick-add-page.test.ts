import { describe as ruleOf } from "@codex/core/repeat/describe";
import { describe, expect, it } from "vitest";
import { dueInWords } from "../src/quick-add/due-words.js";
import { givenBy, understoodHere } from "../src/quick-add/given.js";
import { understand } from "../src/quick-add/understand.js";
import { quickAdd as german } from "../src/words/de/quick-add.js";
import { quickAdd as english } from "../src/words/en/quick-add.js";

const TODAY = "2026-11-26";
const HOUSEHOLD = { id: "01a2169e-7ca6-701d-ace1-850e7b51349f", name: "Household" };

const read = (line: string, rejected: readonly string[] = []) =>
  understoodHere(understand, line, { lists: [HOUSEHOLD], rejected });

describe("when something is due", () => {
  it.each([
    ["2026-11-25", "yesterday"],
    ["2026-11-26", "today"],
    ["2026-11-27T09:00[Europe/Berlin]", /^tomorrow, 9:00.AM$/],
    ["2026-11-28", "Saturday"],
    ["2026-12-02", "Wednesday"],
    ["2026-12-03", "Thu, Dec 3"],
    ["2027-03-01", "Mon, Mar 1, 2027"],
    ["2026-03-01", "Sun, Mar 1"],
  ])("%s is said as %s", (due, said) => {
    expect(dueInWords(due, TODAY)).toMatch(said);
  });
});

describe("how something repeats", () => {
  // Names of days and months are those of the language that the page speaks, which is English here.
  it.each([
    ["FREQ=DAILY", "Every day", "Jeden Tag"],
    ["FREQ=DAILY;INTERVAL=3", "Every 3 days", "Alle 3 Tage"],
    ["FREQ=WEEKLY", "Every Thursday", "Jeden Thursday"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday", "Jeden Werktag"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every 2 weeks on Tuesday", "Alle 2 Wochen am Tuesday"],
    ["FREQ=MONTHLY", "Every month on the 26th", "Jeden Monat am 26."],
    ["FREQ=MONTHLY;BYMONTHDAY=1,22", "Every month on the 1st and 22nd", /^Jeden Monat am 1\. /],
    ["FREQ=MONTHLY;BYMONTHDAY=31", "Every month on the 31st, if the month has it", /31\., sofern der Monat/],
    ["FREQ=MONTHLY;BYDAY=2TU", "Every month on the 2nd Tuesday", "Jeden Monat am 2. Tuesday"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday", "Jeden Monat am letzten Friday"],
    ["FREQ=YEARLY", "Every year on November 26", "Jedes Jahr am November 26"],
    [
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
      "Every year on February 29, if the year has it",
      /sofern das Jahr/,
    ],
  ])("%s is told", (rule, said, gesagt) => {
    const described = ruleOf({ rule, mode: "schedule", start: TODAY });
    if (!described) throw new Error("no rule");
    expect(english.repeat(described)).toMatch(said);
    expect(german.repeat(described)).toMatch(gesagt);
    expect(english.repeat({ ...described, fromCompletion: true })).toMatch(/counted from when it is done$/);
  });
});

describe("what is written on a todo", () => {
  it("is what the chips say", () => {
    const { text, chips } = read("Pay rent every 1st #home !1 @Household #home");
    expect(text).toBe("Pay rent");
    expect(givenBy(chips)).toMatchObject({
      due: expect.stringMatching(/-01$/),
      labels: ["home"],
      listId: HOUSEHOLD.id,
      priority: 1,
      series: { rule: "FREQ=MONTHLY;BYMONTHDAY=1", mode: "schedule" },
    });
    expect(givenBy([])).toEqual({});
  });

  it.each([
    ["a label that is too long", `Milk #${"x".repeat(41)} #shop`, `Milk #${"x".repeat(41)}`],
    ["a date beyond the calendar", "Milk 3100-01-01 #shop", "Milk 3100-01-01"],
    ["what was rejected", "Milk !2 #shop", "Milk !2"],
  ])("is not %s, which stays text", (_what, line, text) => {
    const understood = read(line, ["priority 0 !2"]);
    expect(understood.text).toBe(text);
    expect(givenBy(understood.chips)).toEqual({ labels: ["shop"] });
  });

  it("has no more labels than a todo can have", () => {
    const labels = Array.from({ length: 22 }, (_, index) => `l${index}`);
    const understood = read(`Milk ${labels.map((label) => `#${label}`).join(" ")}`);
    expect(understood.text).toBe("Milk #l20 #l21");
    expect(givenBy(understood.chips).labels).toEqual(labels.slice(0, 20));
  });
});
