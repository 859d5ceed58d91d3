import { describe as described } from "@codex/core/repeat/describe";
import { describe, expect, it } from "vitest";
import { formOf, newForm, presetsFor, ruleOf } from "../src/details/repeat/form.js";
import { Calendar } from "../src/words/calendar.js";
import { ruleWords as inGerman } from "../src/words/de/rule.js";
import { ruleWords as inEnglish } from "../src/words/en/rule.js";

/** A Thursday. */
const START = "2026-11-26";

function say(rule: string, start = START, mode: "schedule" | "completion" = "schedule") {
  const told = described({ rule, mode, start });
  if (!told) throw new Error(`${rule} is no rule`);
  return [inEnglish(told, new Calendar("en-GB")), inGerman(told, new Calendar("de-DE"))];
}

describe("a rule in words", () => {
  it.each([
    ["FREQ=DAILY", "Every day", "Jeden Tag"],
    ["FREQ=DAILY;INTERVAL=3", "Every 3 days", "Alle 3 Tage"],
    ["FREQ=WEEKLY", "Every week on Thursday", "Jede Woche am Donnerstag"],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
      "Every 2 weeks on Monday and Thursday",
      "Alle 2 Wochen am Montag und Donnerstag",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
      "Every 2 weeks on Monday and Sunday, with weeks that begin on Sunday",
      "Alle 2 Wochen am Montag und Sonntag, Wochen beginnen am Sonntag",
    ],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday", "Jede Woche von Montag bis Freitag"],
    ["FREQ=MONTHLY", "Every month on the 26th", "Jeden Monat am 26."],
    ["FREQ=MONTHLY;BYMONTHDAY=1,22", "Every month on the 1st and 22nd", "Jeden Monat am 1. und 22."],
    [
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "Every month on the 31st, skipping months that have none",
      "Jeden Monat am 31., Monate ohne diesen Tag werden übersprungen",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
      "Every month on the 31st, or on the last day where there is none",
      "Jeden Monat am 31., oder am letzten Tag, wo es ihn nicht gibt",
    ],
    [
      "FREQ=YEARLY;BYMONTH=4,5;BYMONTHDAY=31",
      "Every year on the 31st in April and May, skipping months that have none",
      "Jedes Jahr am 31. im April und Mai, Monate ohne diesen Tag werden übersprungen",
    ],
    [
      "FREQ=DAILY;BYMONTHDAY=31",
      "Every day on the 31st, skipping months that have none",
      "Jeden Tag am 31., Monate ohne diesen Tag werden übersprungen",
    ],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day", "Jeden Monat am letzten Tag"],
    ["FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday", "Jeden Monat am zweiten Dienstag"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday", "Jeden Monat am letzten Freitag"],
    [
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      "Every month on the last weekday",
      "Jeden Monat am letzten Tag von Montag bis Freitag",
    ],
    [
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      "Every month on the 13th if that is a Friday, skipping months that have none",
      "Jeden Monat am 13., wenn das ein Freitag ist, Monate ohne diesen Tag werden übersprungen",
    ],
    ["FREQ=YEARLY", "Every year on 26 November", "Jedes Jahr am 26. November"],
    [
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
      "Every year on 29 February, skipping years that have none",
      "Jedes Jahr am 29. Februar, Jahre ohne diesen Tag werden übersprungen",
    ],
    [
      "FREQ=YEARLY;BYDAY=20MO",
      "Every year on the 20th Monday of the year",
      "Jedes Jahr am 20. Montag des Jahres",
    ],
    ["FREQ=DAILY;COUNT=3", "Every day, 3 times", "Jeden Tag, 3-mal"],
    ["FREQ=DAILY;UNTIL=20261231", "Every day, until 31 Dec 2026", "Jeden Tag, bis 31. Dez. 2026"],
  ])("%s", (rule, english, german) => {
    expect(say(rule)).toEqual([english, german]);
  });

  it("tells times of day, and what is counted from completion", () => {
    const [english, german] = say("FREQ=DAILY;BYHOUR=8,20;BYMINUTE=30", `${START}T08:30[Europe/Berlin]`);
    expect(english).toBe("Every day at 08:30 and 20:30");
    expect(german).toBe("Jeden Tag um 08:30 und 20:30");
    expect(say("FREQ=DAILY;INTERVAL=3", START, "completion")).toEqual([
      "Every 3 days, counted from completion",
      "Alle 3 Tage, ab dem Erledigen gezählt",
    ]);
  });
});

describe("the form of a rule", () => {
  it.each([
    ["FREQ=DAILY;INTERVAL=3", START, "day"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", START, "weekday"],
    ["FREQ=WEEKLY", START, "week"],
    ["FREQ=WEEKLY;BYDAY=MO,SA;UNTIL=20270101", START, "week"],
    ["FREQ=MONTHLY", START, "month"],
    ["FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=5", "2027-01-31", "monthOr"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", START, "monthEnd"],
    ["FREQ=YEARLY", START, "year"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2028-02-29", "yearOr"],
    ["FREQ=MONTHLY;BYDAY=2TU", START, "own"],
    ["FREQ=MONTHLY;BYMONTHDAY=3", START, "own"],
  ])("%s from %s is chosen as %s, and means the same", (rule, due, preset) => {
    const form = formOf({ rule, mode: "schedule" }, due);
    expect(form.preset).toBe(preset);
    expect(say(ruleOf(form, due), due)).toEqual(say(rule, due));
  });

  it("offers what the day can be chosen for", () => {
    expect(presetsFor("2026-11-26", undefined)).not.toContain("monthOr");
    expect(presetsFor("2027-01-31T09:00[Europe/Berlin]", undefined)).toContain("monthOr");
    expect(presetsFor("2028-02-29", "FREQ=DAILY")).toEqual(expect.arrayContaining(["yearOr", "own"]));
    expect(ruleOf(newForm("2026-11-26"), "2026-11-26")).toBe("FREQ=WEEKLY;BYDAY=TH");
  });
});
