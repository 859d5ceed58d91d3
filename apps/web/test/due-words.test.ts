import { describe, expect, it } from "vitest";
import { dueWords, isOverdue } from "../src/words/due.js";

/** Thursday, 26 November 2026, 09:00 in Berlin. */
const NOW = Date.parse("2026-11-26T08:00:00Z");
const english = { now: NOW, zone: "Europe/Berlin", tag: "en-GB" };
const german = { ...english, tag: "de-DE" };

describe("when something is due, in words", () => {
  it.each([
    ["2026-11-26", "today", "heute"],
    ["2026-11-27", "tomorrow", "morgen"],
    ["2026-11-25", "yesterday", "gestern"],
    ["2026-11-28", "Saturday", "Samstag"],
    ["2026-12-02", "Wednesday", "Mittwoch"],
    ["2026-12-03", "3 Dec", "3. Dez."],
    ["2026-11-24", "24 Nov", "24. Nov."],
    ["2027-01-01", "1 Jan 2027", "1. Jan. 2027"],
    ["2026-11-26T18:30[Europe/Berlin]", "today, 18:30", "heute, 18:30"],
    ["2026-11-29T09:00[Europe/Berlin]", "Sunday, 09:00", "Sonntag, 09:00"],
    // Nine in the evening in New York is three in the morning of the next day here.
    ["2026-11-26T21:00[America/New_York]", "tomorrow, 03:00", "morgen, 03:00"],
  ])("%s", (due, inEnglish, inGerman) => {
    expect(dueWords(due, english)).toBe(inEnglish);
    expect(dueWords(due, german)).toBe(inGerman);
  });

  it("is over when its day is, or its moment", () => {
    expect(isOverdue("2026-11-26", english)).toBe(false);
    expect(isOverdue("2026-11-25", english)).toBe(true);
    expect(isOverdue("2026-11-26T08:59[Europe/Berlin]", english)).toBe(true);
    expect(isOverdue("2026-11-26T09:01[Europe/Berlin]", english)).toBe(false);
    // The same day is over earlier where days begin earlier.
    expect(isOverdue("2026-11-26", { ...english, now: NOW + 8 * 3_600_000, zone: "Asia/Tokyo" })).toBe(true);
  });
});
