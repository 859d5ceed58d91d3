import fc from "fast-check";
import { DateTime, RRuleSet } from "rrule-rust";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { instantOfDue } from "../src/due.js";
import { checkRule, nextDue, occurrences } from "../src/repeat/index.js";
import { ruleArbitrary, startArbitrary } from "./repeat-rules.js";

/** `pnpm --filter @codex/core verify:repeat` */
const isLong = process.env["MODE"] === "long";
const seed = Number(process.env["REPEAT_SEED"] ?? Date.now() % 1_000_000);
const RULES = isLong ? 5_000 : 150;
const YEARS = 10;
const POINTS = 12;
const IN_CI = [
  ...["Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"],
  ...["Asia/Kathmandu", "Africa/Casablanca", "America/Santiago", "Antarctica/Troll", "Asia/Tehran", "UTC"],
];
const ZONES = isLong ? Intl.supportedValuesOf("timeZone") : IN_CI;
const TIMEOUT = 15 * 60_000;

console.log(
  `Repetition against its oracle: seed ${seed} (REPEAT_SEED), ${RULES} rules, ${ZONES.length} zones`,
);

const basic = (wall: string) => `${wall.replace(/[-:]/g, "")}00Z`;
const dashed = (text: string) => text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*/, "$1-$2-$3T$4:$5");
const laterBy = (wall: string, ms: number) =>
  new Date(Date.parse(`${wall}Z`) + ms).toISOString().slice(0, 16);

/** All that the other implementation finds in ten years, each as YYYY-MM-DDTHH:MM. */
function oracle(rule: string, start: string, end: string): string[] {
  const set = RRuleSet.fromString(`DTSTART:${basic(start)}\nRRULE:${rule}`);
  return set
    .between(DateTime.fromString(basic(start)), DateTime.fromString(basic(end)), true)
    .map((found) => dashed(found.toString()));
}

describe("the same as another implementation of RFC 5545", () => {
  it("for generated rules over ten years", { timeout: TIMEOUT }, () => {
    const figures = { rules: 0, refused: 0, compared: 0 };
    const share = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: POINTS,
      maxLength: POINTS,
    });
    const property = fc.property(
      ruleArbitrary,
      startArbitrary,
      share,
      fc.boolean(),
      (rule, wall, points, isDay) => {
        const hasTimes = /BYHOUR|BYMINUTE/.test(rule);
        const start = isDay && !hasTimes ? `${wall.slice(0, 10)}T00:00` : wall;
        const series = {
          rule,
          mode: "schedule",
          start: isDay && !hasTimes ? wall.slice(0, 10) : `${start}[UTC]`,
        } as const;
        const length = YEARS * 365.25 * 86_400_000;
        const expected = oracle(rule, start, laterBy(start, length));
        const problem = checkRule(series);
        figures.rules += 1;
        if (problem) {
          figures.refused += 1;
          expect(["never", "tooOften"], `${rule} ${problem.code}`).toContain(problem.code);
          if (problem.code === "never") expect(expected.length, rule).toBeLessThanOrEqual(1);
          return;
        }
        const written = (found: string) =>
          series.start.length === 10 ? found.slice(0, 10) : `${found}[UTC]`;
        expect(occurrences(series, Math.min(8, expected.length)), rule).toEqual(
          expected.slice(0, 8).map(written),
        );
        for (const point of points) {
          const due = laterBy(start, Math.floor(point * length));
          const isTimed = series.start.length > 10;
          const next = expected.find((found) =>
            isTimed ? found > due : found.slice(0, 10) > due.slice(0, 10),
          );
          figures.compared += 1;
          if (next === undefined && /COUNT/.test(rule) === false) continue;
          const completion = { due: written(due), completedAt: "2019-01-01T00:00:00.000Z", zone: "UTC" };
          expect(nextDue(series, completion), `${rule} ${series.start} after ${due}`).toBe(
            next && written(next),
          );
        }
      },
    );
    fc.assert(property, { seed, numRuns: RULES });
    console.log(figures);
    expect(figures.compared).toBeGreaterThan(RULES);
  });
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

const compatible = (wall: string, zone: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

describe("the same moments as another implementation of time zones", () => {
  it("around every change of clocks", { timeout: TIMEOUT }, () => {
    let compared = 0;
    const differing: string[] = [];
    for (const zone of ZONES) {
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
    console.log({ zones: ZONES.length, compared });
    expect(differing).toEqual([]);
  });

  it("for what is due each day, ten years on, at the hours at which clocks change", {
    timeout: TIMEOUT,
  }, () => {
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
    console.log({ zones: ZONES.length, compared });
    expect(differing).toEqual([]);
  });
});
