import { expect, describe as group, it } from "vitest";
import { describe } from "../src/repeat/describe.js";
import { checkRule, nextDue, occurrences, ruleFrom } from "../src/repeat/index.js";
import { parseRule, ruleProblemText, type Series } from "../src/repeat/rule.js";

const series = (rule: string, fields: Partial<Series> = {}): Series => ({
  rule,
  mode: "schedule",
  start: "2026-05-01",
  ...fields,
});
const timed = { start: "2026-05-01T09:00[Europe/Berlin]" };

group("a rule", () => {
  it.each([
    ["FREQ=DAILY"],
    ["freq=weekly;byday=mo,we"],
    ["FREQ=WEEKLY;INTERVAL=1000"],
    ["FREQ=MONTHLY;BYDAY=+1MO,-1FR"],
    ["FREQ=YEARLY;BYDAY=20MO"],
    ["FREQ=YEARLY;INTERVAL=10;COUNT=1"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"],
    ["FREQ=DAILY;BYMONTH=1;UNTIL=20270131"],
    ["FREQ=DAILY;COUNT=1000;WKST=SU"],
  ])("may be %s", (rule) => {
    expect(checkRule(series(rule))).toBeUndefined();
    expect(checkRule(series(rule, timed))).toBeUndefined();
    expect(describe(series(rule))).toBeDefined();
  });

  it.each<[string, string, Partial<Series>?]>([
    ["syntax", ""],
    ["syntax", "every day"],
    ["syntax", "RRULE:FREQ=DAILY"],
    ["syntax", "FREQ=DAILY;"],
    ["syntax", "FREQ=DAILY;FREQ=WEEKLY"],
    ["syntax", "INTERVAL=2"],
    ["syntax", "FREQ=DAILY\nDTSTART:20260101"],
    ["syntax", "FREQ=DAILY;COUNT=1.5"],
    ["tooLong", `FREQ=DAILY;BYMONTH=${"1,".repeat(300)}1`],
    ["unknownPart", "FREQ=DAILY;X-OFTEN=1"],
    ["unknownPart", "FREQ=DAILY;RSCALE=HEBREW;SKIP=FORWARD"],
    ["unknownPart", "FREQ=DAILY;CONSTRUCTOR=1"],
    ["unsupportedPart", "FREQ=YEARLY;BYWEEKNO=20"],
    ["unsupportedPart", "FREQ=YEARLY;BYYEARDAY=100"],
    ["unsupportedPart", "FREQ=DAILY;BYSECOND=0,30"],
    ["frequency", "FREQ=HOURLY"],
    ["frequency", "FREQ=MINUTELY;INTERVAL=5"],
    ["frequency", "FREQ=SECONDLY"],
    ["frequency", "FREQ=FORTNIGHTLY"],
    ["interval", "FREQ=DAILY;INTERVAL=0"],
    ["interval", "FREQ=DAILY;INTERVAL=-1"],
    ["interval", "FREQ=DAILY;INTERVAL=1001"],
    ["interval", "FREQ=DAILY;INTERVAL=99999999999999999999"],
    ["count", "FREQ=DAILY;COUNT=0"],
    ["count", "FREQ=DAILY;COUNT=1001"],
    ["countAndUntil", "FREQ=DAILY;COUNT=2;UNTIL=20270101"],
    ["value", "FREQ=DAILY;UNTIL=20260231"],
    ["value", "FREQ=DAILY;UNTIL=TOMORROW"],
    ["value", "FREQ=WEEKLY;BYDAY=XX"],
    ["value", "FREQ=MONTHLY;BYDAY=0MO"],
    ["value", "FREQ=MONTHLY;BYDAY=6MO"],
    ["value", "FREQ=MONTHLY;BYMONTHDAY=0"],
    ["value", "FREQ=MONTHLY;BYMONTHDAY=32"],
    ["value", "FREQ=YEARLY;BYMONTH=13"],
    ["value", "FREQ=YEARLY;BYMONTH=1,,2"],
    ["value", "FREQ=WEEKLY;WKST=1"],
    ["combination", "FREQ=WEEKLY;BYDAY=1MO"],
    ["combination", "FREQ=MONTHLY;BYDAY=MO,1TU"],
    ["combination", "FREQ=MONTHLY;BYDAY=2MO;BYMONTHDAY=13"],
    ["combination", "FREQ=WEEKLY;BYMONTHDAY=13"],
    ["combination", "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1"],
    ["combination", "FREQ=MONTHLY;BYSETPOS=1"],
    ["tooOften", "FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=0,10,20,30,40,50,55", timed],
    ["timeOfDay", "FREQ=DAILY;BYHOUR=9"],
    ["timeOfDay", "FREQ=DAILY;BYHOUR=9", { ...timed, mode: "completion" }],
    ["countFromCompletion", "FREQ=DAILY;COUNT=3", { mode: "completion" }],
    ["never", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
    ["never", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31"],
    ["never", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
    ["never", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", timed],
    ["never", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"],
    ["never", "FREQ=YEARLY;INTERVAL=41"],
    ["over", "FREQ=DAILY;UNTIL=20260430"],
    ["over", "FREQ=DAILY;UNTIL=20260501T065959Z", timed],
    ["start", "FREQ=DAILY", { start: "tomorrow" }],
    ["start", "FREQ=DAILY", { start: "2026-05-01T09:00[Mars/Olympus]" }],
  ])("is refused, %s: %s", (code, rule, fields = {}) => {
    const problem = checkRule(series(rule, fields));
    expect(problem?.code).toBe(code);
    expect(problem && ruleProblemText(problem)).toMatch(/^[a-z]/);
  });

  it("that is none makes nothing, and stops nobody", () => {
    const completion = { due: "2026-05-01", completedAt: "2026-05-01T09:00:00.000Z", zone: "UTC" };
    expect(nextDue(series("often"), completion)).toBeUndefined();
    expect(nextDue(series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), completion)).toBeUndefined();
    expect(nextDue(series("FREQ=DAILY"), { ...completion, completedAt: "just now" })).toBeUndefined();
    expect(nextDue(series("FREQ=DAILY"), { ...completion, zone: "Mars/Olympus" })).toBe("2026-05-02");
    expect(occurrences(series("often"), 3)).toEqual([]);
    expect(describe(series("often"))).toBeUndefined();
  });

  it("that began long ago is not counted up from there", () => {
    const old = series("FREQ=DAILY;INTERVAL=3", { start: "1900-01-01T09:00[Europe/Berlin]" });
    const completion = { due: old.start, completedAt: "2899-05-01T09:00:00.000Z", zone: "UTC" };
    expect(nextDue(old, completion)).toMatch(/^2899-05-0[1-4]T09:00\[Europe\/Berlin\]$/);
  });

  it("is taken apart, lists in order and each value once", () => {
    expect(parseRule("BYDAY=FR,MO,FR;FREQ=WEEKLY;BYMONTH=12,1;UNTIL=20270101T100000Z")).toEqual({
      freq: "WEEKLY",
      interval: 1,
      until: "2027-01-01T10:00:00Z",
      weekStart: "MO",
      weekdays: [{ day: "MO" }, { day: "FR" }],
      months: [1, 12],
      monthDays: [],
      positions: [],
      hours: [],
      minutes: [],
    });
  });
});

group("a description", () => {
  it("says what the start says without words", () => {
    expect(describe(series("FREQ=WEEKLY;INTERVAL=2"))).toEqual({
      every: 2,
      unit: "week",
      fromCompletion: false,
      weekdays: [{ day: 5 }],
      monthDays: [],
      months: [],
      positions: [],
      times: [],
      weekStart: 1,
    });
    expect(describe(series("FREQ=YEARLY"))).toMatchObject({ monthDays: [1], months: [5] });
    expect(describe(series("FREQ=YEARLY;BYMONTH=3,9"))).toMatchObject({ monthDays: [1], months: [3, 9] });
    expect(describe(series("FREQ=MONTHLY", { mode: "completion" }))).toMatchObject({
      fromCompletion: true,
      monthDays: [],
    });
  });

  it("says what is counted, and when it ends", () => {
    expect(describe(series("FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"))).toMatchObject({
      weekdays: [{ day: 5, nth: -1 }],
      nthOf: "month",
      count: 4,
    });
    expect(describe(series("FREQ=YEARLY;BYDAY=20MO"))).toMatchObject({ nthOf: "year" });
    expect(describe(series("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"))).toMatchObject({ nthOf: "month" });
    expect(describe(series("FREQ=DAILY;UNTIL=20270101"))).toMatchObject({ until: "2027-01-01" });
  });

  it.each([
    ["FREQ=MONTHLY;BYMONTHDAY=30", "month"],
    ["FREQ=MONTHLY;BYMONTHDAY=-29", "month"],
    ["FREQ=MONTHLY;BYMONTHDAY=15,31", undefined],
    ["FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=1,3", undefined],
    ["FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", "year"],
    ["FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=12", undefined],
    ["FREQ=MONTHLY;BYDAY=5MO", "month"],
    ["FREQ=MONTHLY;BYDAY=5MO,1MO", undefined],
    ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=5", "month"],
    ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=4", undefined],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "month"],
    ["FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", undefined],
    ["FREQ=YEARLY;BYMONTH=4,5;BYMONTHDAY=31", "month"],
    ["FREQ=YEARLY;BYMONTHDAY=31", "month"],
    ["FREQ=YEARLY;BYDAY=5MO", undefined],
    ["FREQ=YEARLY;BYDAY=53MO", "year"],
    ["FREQ=YEARLY;BYDAY=5MO;BYMONTH=1", "year"],
    ["FREQ=DAILY;BYMONTHDAY=31", "month"],
    ["FREQ=DAILY;BYMONTHDAY=28", undefined],
    ["FREQ=DAILY;INTERVAL=2;BYMONTHDAY=28", "month"],
    ["FREQ=DAILY;BYDAY=MO", undefined],
    ["FREQ=WEEKLY;BYMONTH=5", undefined],
  ])("of %s says what is skipped: %s", (rule, skips) => {
    expect(describe(series(rule))?.skips).toBe(skips);
  });

  it("of a rule counted from completion says what is skipped from any month", () => {
    const yearApart = "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31";
    expect(describe(series(yearApart, { mode: "completion" }))?.skips).toBe("month");
    expect(
      describe(series("FREQ=MONTHLY", { start: "2026-05-31", mode: "completion" }))?.skips,
    ).toBeUndefined();
  });
});

group("a rule, read from one of its dates on,", () => {
  it.each<[string, Partial<Series>?]>([
    ["FREQ=WEEKLY;COUNT=3"],
    ["FREQ=WEEKLY;INTERVAL=2;COUNT=7;BYDAY=MO,TH"],
    ["FREQ=MONTHLY;COUNT=4", { start: "2026-05-31" }],
    ["COUNT=5;FREQ=DAILY", timed],
    ["FREQ=DAILY;BYHOUR=9,15;COUNT=6", timed],
    ["FREQ=MONTHLY;BYDAY=-1FR;COUNT=+3"],
    ["FREQ=WEEKLY;UNTIL=20260601"],
  ])("%s has the same dates still to come", (rule, fields = {}) => {
    const whole = series(rule, fields);
    const dates = occurrences(whole, 10);
    expect(dates.length).toBeGreaterThan(2);
    for (const [index, start] of dates.entries())
      expect(occurrences({ rule: ruleFrom(whole, start), start }, 10)).toEqual(dates.slice(index));
  });
});
