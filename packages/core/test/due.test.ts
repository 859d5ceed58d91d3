import { describe, expect, it } from "vitest";
import {
  compareDue,
  dateOfDue,
  dayAt,
  instantOfDue,
  isDue,
  isZone,
  parseDue,
  shiftDueDays,
  writeDue,
} from "../src/due.js";

const iso = (due: string, zone?: string) => new Date(instantOfDue(due, zone)).toISOString().slice(0, 16);

describe("a due moment", () => {
  it.each([
    ["2026-03-29", { date: "2026-03-29" }],
    ["2024-02-29", { date: "2024-02-29" }],
    ["1900-01-01", { date: "1900-01-01" }],
    ["2999-12-31", { date: "2999-12-31" }],
    ["2026-03-29T00:00[UTC]", { date: "2026-03-29", time: "00:00", zone: "UTC" }],
    ["2026-03-29T23:59[Europe/Berlin]", { date: "2026-03-29", time: "23:59", zone: "Europe/Berlin" }],
    [
      "2026-03-29T09:05[America/Argentina/Buenos_Aires]",
      { date: "2026-03-29", time: "09:05", zone: "America/Argentina/Buenos_Aires" },
    ],
  ])("is %s", (text, parts) => {
    expect(parseDue(text)).toEqual(parts);
    expect(isDue(text)).toBe(true);
    expect(writeDue(parts)).toBe(text);
  });

  it.each([
    ...["", "tomorrow", "2026-3-9", "2026-02-29", "2026-04-31", "2026-00-01", "2026-13-01", "2026-01-00"],
    ...["1899-12-31", "3000-01-01", "+02026-01-01", "2026-01-01 ", "2026-01-01\n", "٢٠٢٦-٠١-٠١"],
    ...["2026-01-01T09:00", "2026-01-01T09:00Z", "2026-01-01T09:00+01:00[Europe/Berlin]", "2026-01-01[UTC]"],
    ...["2026-01-01T24:00[UTC]", "2026-01-01T09:60[UTC]", "2026-01-01T09:00:00[UTC]", "2026-01-01T9:00[UTC]"],
    ...["2026-01-01T09:00[]", "2026-01-01T09:00[+01:00]", "2026-01-01T09:00[Mars/Olympus]"],
    ...["2026-01-01T09:00[UTC][u-ca=hebrew]", `2026-01-01T09:00[${"a".repeat(200)}]`],
  ])("is not %j", (text) => {
    expect(isDue(text)).toBe(false);
  });

  it("is ordered by day, then without a time first, then by the clock", () => {
    const order = [
      "2026-01-01",
      "2026-01-01T08:00[Europe/Berlin]",
      "2026-01-01T09:00[Asia/Tokyo]",
      "2026-01-01T09:00[Europe/Berlin]",
      "2026-01-02",
      "2026-10-01",
    ];
    expect(order.toReversed().sort(compareDue)).toEqual(order);
    expect(compareDue("2026-01-01", "2026-01-01")).toBe(0);
  });

  it("is on its own day, and with a time on the day of whoever looks", () => {
    expect(dateOfDue("2026-01-01", "Asia/Tokyo")).toBe("2026-01-01");
    expect(dateOfDue("2026-01-01T20:00[Europe/Berlin]")).toBe("2026-01-01");
    expect(dateOfDue("2026-01-01T20:00[Europe/Berlin]", "Asia/Tokyo")).toBe("2026-01-02");
    expect(dateOfDue("2026-01-01T03:00[Europe/Berlin]", "America/New_York")).toBe("2025-12-31");
    expect(dayAt(Date.parse("2026-01-01T11:30:00Z"), "Pacific/Auckland")).toBe("2026-01-02");
  });

  it("is a moment, of a day without a time the one at which it begins", () => {
    expect(iso("2026-07-01T09:00[Europe/Berlin]")).toBe("2026-07-01T07:00");
    expect(iso("2026-01-01T09:00[Asia/Kathmandu]")).toBe("2026-01-01T03:15");
    expect(iso("2026-07-01")).toBe("2026-07-01T00:00");
    expect(iso("2026-07-01", "Europe/Berlin")).toBe("2026-06-30T22:00");
    expect(instantOfDue("soon")).toBeNaN();
  });

  it("moves by days at the same time, and not out of the calendar", () => {
    expect(shiftDueDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(shiftDueDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(shiftDueDays("2026-03-28T02:30[Europe/Berlin]", 1)).toBe("2026-03-29T02:30[Europe/Berlin]");
    expect(shiftDueDays("2999-12-31", 1)).toBeUndefined();
    expect(shiftDueDays("1900-01-01", -1)).toBeUndefined();
    expect(shiftDueDays("2026-01-01", Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(shiftDueDays("soon", 1)).toBeUndefined();
  });

  it("in a zone that an old browser does not know is shown as if in UTC, and does not stop the page", () => {
    expect(isZone("Mars/Olympus")).toBe(false);
    expect(iso("2026-01-01T09:00[Mars/Olympus]")).toBe("2026-01-01T09:00");
  });
});
