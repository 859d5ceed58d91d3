import { expect, it } from "vitest";
import { lossesOf, scoreOf } from "../src/lighthouse/score.js";

const result = {
  categories: {
    performance: {
      score: 0.976,
      auditRefs: [
        { id: "paint", weight: 30 },
        { id: "shift", weight: 10 },
        { id: "hint", weight: 0 },
        { id: "away", weight: 60 },
      ],
    },
    accessibility: { score: 0.9, auditRefs: [{ id: "contrast", weight: 7 }] },
    "best-practices": { score: null, auditRefs: [] },
  },
  audits: {
    paint: { title: "Largest paint", displayValue: "2.2 s", score: 0.9 },
    shift: { title: "Layout shift", score: 1 },
    hint: { title: "A hint that counts for nothing", score: 0 },
    away: { title: "Does not apply", score: null },
    contrast: { title: "Contrast", score: 0 },
  },
};

it("scores are points of a hundred", () => {
  expect(scoreOf(result, "performance")).toBe(98);
  expect(scoreOf(result, "accessibility")).toBe(90);
  expect(() => scoreOf(result, "best-practices")).toThrow("no score for best-practices");
});

it("losses are what an audit costs by its weight among those that apply, the dearest first", () => {
  expect(lossesOf(result).map((loss) => ({ ...loss, points: Math.round(loss.points * 10) / 10 }))).toEqual([
    { category: "accessibility", title: "Contrast", value: "", points: 100 },
    { category: "performance", title: "Largest paint", value: "2.2 s", points: 7.5 },
  ]);
});
