import { describe, expect, it } from "vitest";
import { dateOf } from "../src/transfer/todoist-date.js";

/** A Thursday. */
const circumstances = { zone: "Europe/Berlin", today: "2026-11-26" };
const at = (moment: string) => `${moment}[Europe/Berlin]`;

describe("a date of Todoist's", () => {
  it.each([
    ["2026-03-01", "2026-03-01"],
    ["2026-03-01 09:00", at("2026-03-01T09:00")],
    ["2026-03-01T09:00:00", at("2026-03-01T09:00")],
    [at("2026-03-01T09:00"), at("2026-03-01T09:00")],
    ["1 Mar 2026", "2026-03-01"],
    ["1. March 2026", "2026-03-01"],
    ["1st Mar. 2026", "2026-03-01"],
    ["22nd of", undefined],
    ["Mar 1 2026", "2026-03-01"],
    ["March 3rd, 2026", "2026-03-03"],
    ["1 Mar 2026 9am", at("2026-03-01T09:00")],
    ["1 Mar 2026 at 12am", at("2026-03-01T00:00")],
    ["1 Mar 2026 at 12pm", at("2026-03-01T12:00")],
    ["Mar 1 2026 @ 5:30 PM", at("2026-03-01T17:30")],
    ["2026-03-01T09:00:00Z", at("2026-03-01T10:00")],
    ["2026-03-01 09:00Z", at("2026-03-01T10:00")],
    ["2026-07-01T23:30:00Z", at("2026-07-02T01:30")],
    ["1 Jul 2026 23:30Z", at("2026-07-02T01:30")],
    ["tomorrow", undefined],
    ["2026-02-30", undefined],
    ["31 Feb 2026", undefined],
    ["1 Foo 2026", undefined],
    ["2026-03-01 25:00", undefined],
    ["2026-03-01T25:00:00Z", undefined],
    ["2026-03-01T09:00:00+01:00", undefined],
    [`2026-03-01${" ".repeat(200)}09:00`, undefined],
  ])("%s is %s", (text, due) => {
    expect(dateOf(text, circumstances)).toEqual(due === undefined ? undefined : { due });
  });

  it("that is none at all says nothing; a Z where no zone is known is one of UTC", () => {
    expect(dateOf("", circumstances)).toEqual({});
    const nowhere = { ...circumstances, zone: "Mars/Base" };
    expect(dateOf("2026-03-01T09:00:00Z", nowhere)).toEqual({ due: "2026-03-01T09:00[UTC]" });
  });

  it.each([
    ["every day", "2026-11-26", "FREQ=DAILY"],
    ["ev 2 weeks", "2026-11-26", "FREQ=WEEKLY;INTERVAL=2"],
    ["every other month", "2026-11-26", "FREQ=MONTHLY;INTERVAL=2"],
    ["Every Monday and Friday", "2026-11-27", "FREQ=WEEKLY;BYDAY=MO,FR"],
    ["every tue, wed & thursday", "2026-11-26", "FREQ=WEEKLY;BYDAY=TU,WE,TH"],
    ["every sunday at 9am", at("2026-11-29T09:00"), "FREQ=WEEKLY;BYDAY=SU"],
    ["every workday", "2026-11-26", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
    ["every 15th", "2026-12-15", "FREQ=MONTHLY;BYMONTHDAY=15"],
    ["every 2nd at 18:00", at("2026-12-02T18:00"), "FREQ=MONTHLY;BYMONTHDAY=2"],
    ["every year starting 1 Mar 2027", "2027-03-01", "FREQ=YEARLY"],
    ["every month from 2026-12-31 at 8:15pm", at("2026-12-31T20:15"), "FREQ=MONTHLY"],
    // By the clock of UTC, on whose days its weekdays are.
    ["every monday at 23:30Z", "2026-11-30T23:30[UTC]", "FREQ=WEEKLY;BYDAY=MO"],
  ])("%s is %s, by %s", (text, due, rule) => {
    const repeat = { rule, mode: "schedule", zone: "Europe/Berlin" };
    expect(dateOf(text, circumstances)).toEqual({ due, repeat });
  });

  it("with an exclamation mark is counted from completion", () => {
    expect(dateOf("every! 3 days", circumstances)).toMatchObject({
      ...{ due: "2026-11-26", repeat: { rule: "FREQ=DAILY;INTERVAL=3", mode: "completion" } },
    });
  });

  it.each(["every fortnight", "every day at 9", "every 32nd", "every", "every monday and so on"])(
    "%s is not understood",
    (text) => {
      expect(dateOf(text, circumstances)).toBeUndefined();
    },
  );
});
