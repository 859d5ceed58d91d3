import { expect, it } from "vitest";
import { untilShown } from "../../src/page/screen.js";
import { percentile } from "../../src/percentile.js";

const REFRESH = 1000 / 60;

it("shows what is ready at once with the next refresh, which may be just over or just ahead", () => {
  const shown = untilShown([0]);
  expect(Math.min(...shown)).toBeGreaterThan(0);
  expect(Math.max(...shown)).toBeLessThan(REFRESH);
  expect(percentile(shown, 0.5)).toBeCloseTo(REFRESH / 2, 0);
});

it("shows nothing before it is ready, and nothing later than a refresh after that", () => {
  for (const ready of [3, 16, 17, 40]) {
    const shown = untilShown([ready]);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(ready);
    expect(Math.max(...shown)).toBeLessThanOrEqual(ready + REFRESH);
  }
});
