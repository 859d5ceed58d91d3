import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDue, occurrences } from "../src/repeat/index.js";
import { caseArbitrary, compareCompletion, compareSchedule, Tally } from "./repeat-compare.js";
import "./repeat-figures.js";
import { oracle, oracleFromCompletion } from "./repeat-oracle.js";
import { isLong, progress, TIMEOUT, ZONES } from "./repeat-zones.js";

const seed = Number(process.env["REPEAT_SEED"] ?? Date.now() % 1_000_000);
const RULES = isLong ? 5_000 : 150;

console.log(
  `Repetition against its oracle: seed ${seed} (REPEAT_SEED), ${RULES} rules, ${ZONES.length} zones`,
);

describe("the same as another implementation of RFC 5545, for generated rules over ten years", () => {
  it.for([
    ["on schedule", compareSchedule],
    ["counted from completion", compareCompletion],
  ] as const)("%s", { timeout: TIMEOUT }, ([name, compare], { task }) => {
    const tally = new Tally();
    for (const [index, one] of fc.sample(caseArbitrary, { seed, numRuns: RULES }).entries()) {
      const zone = ZONES[index % ZONES.length] ?? "UTC";
      tally.zones.add(zone);
      compare(tally, one, zone);
      progress(`rules ${name}`, index + 1, RULES);
    }
    const { rules, refused, compared, zones, mismatches } = tally;
    task.meta.figures = { rules, zones: zones.size, occurrences: compared, mismatches: mismatches.length };
    console.log(name, { refused, ...task.meta.figures });
    // The shortest says most.
    expect([...mismatches].sort((a, b) => a.length - b.length).slice(0, 10)).toEqual([]);
    expect(compared).toBeGreaterThan(RULES);
  });

  it("for the fifth of a weekday from a month's end, which it can only be asked for as a position", () => {
    const start = "2026-01-01";
    const asked = { start: `${start}T00:00`, end: "2036-01-01T00:00", zone: "UTC", isDay: true };
    for (const day of ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]) {
      const theirs = oracle({ ...asked, rule: `FREQ=MONTHLY;BYDAY=${day};BYSETPOS=-5` });
      const ours = occurrences({ rule: `FREQ=MONTHLY;BYDAY=-5${day}`, start }, theirs.length);
      expect(ours).toEqual(theirs.map((found) => found.slice(0, 10)));
    }
  });

  it.each([
    ["FREQ=MONTHLY", "2027-01-29", "2027-02-28"],
    ["FREQ=MONTHLY;INTERVAL=2", "2026-12-30", "2027-02-28"],
    ["FREQ=YEARLY", "2028-02-29", "2029-02-28"],
    ["FREQ=YEARLY;BYMONTH=2,4", "2026-01-31", "2026-02-28"],
    ["FREQ=YEARLY;BYMONTH=2,4", "2028-02-29", "2028-04-29"],
    ["FREQ=YEARLY;BYMONTH=2,4", "2026-03-31", "2026-04-30"],
    ["FREQ=YEARLY;BYMONTH=2,7;INTERVAL=4", "2019-12-31", "2023-02-28"],
  ])("for %s, completed on %s: the last of a short month", (rule, day, next) => {
    const series = { rule, mode: "completion", start: "2019-01-15" } as const;
    const asked = { rule, start: `${day}T00:00`, end: "2036-01-01T00:00", zone: "UTC", isDay: true };
    const completedAt = `${day}T10:00:00.000Z`;
    expect(nextDue(series, { due: series.start, completedAt, zone: "UTC" })).toBe(next);
    expect(oracleFromCompletion(asked)).toBe(`${next}T00:00`);
  });
});
