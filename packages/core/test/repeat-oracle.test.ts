import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseArbitrary, compareCompletion, compareSchedule, Tally } from "./repeat-compare.js";
import "./repeat-figures.js";
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
});
