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
  const set = RRuleSet.parse(`DTSTART:${basic(start)}\nRRULE:${rule}`);
  return set
    .between(DateTime.fromString(basic(start)), DateTime.fromString(basic(end)), true)
    .map((found) => dashed(found.toString()));
}

/** The moment of a wall-clock time, by another implementation of time zones. */
const compatible = (wall: string, zone: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;

const LENGTH = YEARS * 365.25 * 86_400_000;
const figures = { rules: 0, refused: 0, compared: 0 };
const caseArbitrary = fc.record({
  rule: ruleArbitrary,
  wall: startArbitrary,
  zone: fc.constantFrom(...ZONES),
  isDay: fc.boolean(),
  /** When one was due, as a share of the years, and how many minutes later it was completed. */
  completions: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      late: fc.oneof(fc.constant(0), fc.integer({ min: -10_000, max: 600_000 })),
    }),
    { minLength: POINTS, maxLength: POINTS },
  ),
});

type Case = ReturnType<typeof caseArbitrary.generate>["value"];

/** Of one rule: what comes first, and what comes after completions in time, early and late. */
function compare({ rule, wall, zone, isDay: wanted, completions }: Case): void {
  const isDay = wanted && !/BYHOUR|BYMINUTE/.test(rule);
  const from = isDay ? `${wall.slice(0, 10)}T00:00` : wall;
  const written = (found: string) => (isDay ? found.slice(0, 10) : `${found}[${zone}]`);
  const series = { rule, mode: "schedule", start: written(from) } as const;
  const end = laterBy(from, LENGTH);
  const expected = oracle(rule, from, end);
  const problem = checkRule(series);
  figures.rules += 1;
  if (problem) {
    figures.refused += 1;
    expect(problem.code, rule).toBe("never");
    expect(expected.length, rule).toBeLessThanOrEqual(1);
    return;
  }
  const some = expected.slice(0, 8);
  expect(occurrences(series, some.length), rule).toEqual(some.map(written));
  for (const { at, late } of completions) {
    const due = laterBy(from, Math.floor(at * LENGTH));
    const done = Date.parse(`${due}Z`) + late * 60_000;
    const today = Temporal.Instant.fromEpochMilliseconds(done)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
    const next = expected.find((found) => {
      if (isDay) return found.slice(0, 10) > due.slice(0, 10) && found.slice(0, 10) > today;
      return found > due && compatible(found, zone) > done;
    });
    const ours = nextDue(series, { due: written(due), completedAt: new Date(done).toISOString(), zone });
    figures.compared += 1;
    if (next !== undefined) expect(ours, `${rule} ${series.start} after ${due}`).toBe(written(next));
    else expect(ours === undefined || ours > end, `${rule} ${series.start} ${ours} after ${due}`).toBe(true);
    if (ours !== undefined && !isDay && next) expect(instantOfDue(ours)).toBe(compatible(next, zone));
  }
}

describe("the same as another implementation of RFC 5545", () => {
  it("for generated rules over ten years", { timeout: TIMEOUT }, () => {
    fc.assert(fc.property(caseArbitrary, compare), { seed, numRuns: RULES });
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
