import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { instantOfDue } from "../src/due.js";
import { occurrences } from "../src/repeat/index.js";
import "./repeat-figures.js";
import { compatible } from "./repeat-oracle.js";
import { isLong, progress, TIMEOUT, ZONES } from "./repeat-zones.js";

const figuresOf = (compared: number, differing: readonly string[]) => ({
  rules: 0,
  zones: ZONES.length,
  occurrences: compared,
  mismatches: differing.length,
});

/** The moments in some years at which a zone's clocks change, found by asking another implementation. */
function changes(zone: string, first: number, last: number): number[] {
  const found: number[] = [];
  let at = Temporal.PlainDate.from({ year: first, month: 1, day: 1 }).toZonedDateTime(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.year > last) return found;
    found.push(next.epochMilliseconds);
    at = next;
  }
}

describe("the same moments as another implementation of time zones", () => {
  it("around every change of clocks", { timeout: TIMEOUT }, ({ task }) => {
    let compared = 0;
    const differing: string[] = [];
    for (const [index, zone] of ZONES.entries()) {
      progress("zones", index + 1, ZONES.length);
      for (const change of changes(zone, isLong ? 1970 : 2010, 2037)) {
        const middle = Temporal.Instant.fromEpochMilliseconds(change)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime();
        for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += Math.abs(minutes) < 150 ? 15 : 120) {
          const wall = middle.add({ minutes }).toString({ smallestUnit: "minute" });
          compared += 1;
          if (instantOfDue(`${wall}[${zone}]`) !== compatible(wall, zone)) differing.push(`${wall}[${zone}]`);
        }
      }
    }
    task.meta.figures = figuresOf(compared, differing);
    expect(differing).toEqual([]);
  });

  it("for what is due each day, ten years on, at the hours at which clocks change", {
    timeout: TIMEOUT,
  }, ({ task }) => {
    const differing: string[] = [];
    let compared = 0;
    for (const zone of ZONES) {
      for (const change of changes(zone, 2025, 2034)) {
        const at = Temporal.Instant.fromEpochMilliseconds(change).toZonedDateTimeISO(zone).toPlainDateTime();
        for (const time of ["00:00", "00:30", "01:30", "02:00", "02:30", "03:00"]) {
          const due = `${at.toPlainDate().subtract({ days: 2 })}T${time}[${zone}]`;
          for (const [index, next] of occurrences({ rule: "FREQ=DAILY", start: due }, 4).entries()) {
            const wall = `${at.toPlainDate().add({ days: index - 2 })}T${time}`;
            compared += 1;
            if (next !== `${wall}[${zone}]` || instantOfDue(next) !== compatible(wall, zone))
              differing.push(next);
          }
        }
      }
    }
    task.meta.figures = figuresOf(compared, differing);
    expect(differing).toEqual([]);
  });
});
