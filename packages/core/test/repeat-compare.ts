import fc from "fast-check";
import { instantOfDue } from "../src/due.js";
import { checkRule, nextDue, occurrences } from "../src/repeat/index.js";
import type { Series } from "../src/repeat/rule.js";
import {
  type Asked,
  compatible,
  dayIn,
  lastOfMonth,
  laterBy,
  oracle,
  oracleFromCompletion,
  type Until,
} from "./repeat-oracle.js";
import {
  dayRuleArbitrary,
  type Ending,
  endingArbitrary,
  ruleArbitrary,
  startArbitrary,
} from "./repeat-rules.js";

const POINTS = 12;
const SHOWN = 9;
const LENGTH = 10 * 365.25 * 86_400_000;
/** Of who completes what is due at a time: it must not matter. */
const ELSEWHERE = "Pacific/Kiritimati";

export const caseArbitrary = fc.record({
  rule: ruleArbitrary,
  dayRule: dayRuleArbitrary,
  wall: startArbitrary,
  isDay: fc.boolean(),
  ending: endingArbitrary,
  /** When one was due, as a share of the years, and how many minutes later it was completed. */
  completions: fc.array(
    fc.record({
      /** Counted from completion, put to the last day of its month, where months differ. */
      isLast: fc.boolean(),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      late: fc.oneof(fc.constant(0), fc.integer({ min: -10_000, max: 600_000 })),
    }),
    { minLength: POINTS, maxLength: POINTS },
  ),
});
type Case = ReturnType<typeof caseArbitrary.generate>["value"];

/** What was compared, and where the two differed. */
export class Tally {
  rules = 0;
  refused = 0;
  compared = 0;
  readonly zones = new Set<string>();
  readonly mismatches: string[] = [];

  same(of: string, ours: unknown, theirs: unknown): void {
    this.compared += 1;
    const [one, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (one !== other) this.mismatches.push(`${of}: ${one}, the oracle has ${other}`);
  }
}

/** Of one rule: what comes first, and what comes after completions in time, early and late. */
export function compareSchedule(
  tally: Tally,
  { rule, wall, isDay: wanted, ending, completions }: Case,
  zone: string,
) {
  const isDay = wanted && !/BYHOUR|BYMINUTE/.test(rule);
  const asked = askedOf({ rule, start: startOf(wall, isDay), zone, isDay });
  const { start, end } = asked;
  const endless = oracle(asked);
  const until = ending.kind === "until" ? untilOf(ending, at(endless, ending.near), asked) : undefined;
  const counted = ending.kind === "count" ? `${rule};COUNT=${ending.count}` : rule;
  const expected = oracle({ ...asked, rule: counted, until });
  const series = seriesOf({ ...asked, rule: counted, until }, "schedule");
  const of = `${series.rule} from ${series.start}`;
  if (isRefused(tally, series, { endless, expected: until ? expected : endless })) return;
  const ours = occurrences(series, SHOWN).filter((due) => due.slice(0, 16) <= end);
  tally.same(
    of,
    ours,
    expected.slice(0, SHOWN).map((found) => written(found, asked)),
  );
  const random = completions.map((point) => ({
    ...point,
    due: laterBy(start, Math.floor(point.at * LENGTH)),
  }));
  const last = expected.slice(-2).map((due) => ({ due, late: 0 }));
  for (const { due, late } of [...random, ...last]) {
    const done = Date.parse(`${due}Z`) + late * 60_000;
    const today = dayIn(done, zone);
    const theirs = expected.find((found) => {
      if (isDay) return found.slice(0, 10) > due.slice(0, 10) && found.slice(0, 10) > today;
      return found > due && compatible(found, zone) > done;
    });
    sameNext(tally, series, { due: written(due, asked), done, theirs, asked });
  }
}

/** Of one rule that is counted from completion: what comes after completions on days all over the years. */
export function compareCompletion(
  tally: Tally,
  { dayRule: rule, wall, isDay, ending, completions }: Case,
  zone: string,
) {
  const start = startOf(wall, isDay);
  const points = completions.map(({ at, late, isLast }) => {
    const wanted = laterBy(start, Math.floor(at * LENGTH));
    const due = isLast ? lastOfMonth(wanted) : wanted;
    const done = Date.parse(`${due}Z`) + late * 60_000;
    const anchor = `${dayIn(done, zone)}${start.slice(10)}`;
    return { due, done, asked: askedOf({ rule, start: anchor, zone, isDay }) };
  });
  const near = points[0] && oracleFromCompletion(points[0].asked);
  const first = askedOf({ rule, start, zone, isDay });
  const until = ending.kind === "until" ? untilOf(ending, near, first) : undefined;
  const series = seriesOf({ ...first, until }, "completion");
  if (isRefused(tally, series, { endless: oracle(first), expected: oracle({ ...first, until }) })) return;
  for (const { due, done, asked } of points) {
    const theirs = oracleFromCompletion({ ...asked, until });
    sameNext(tally, series, { due: written(due, asked), done, theirs, asked });
  }
}

interface Next {
  readonly due: string;
  readonly done: number;
  readonly theirs: string | undefined;
  readonly asked: Asked;
}

function sameNext(tally: Tally, series: Series, { due, done, theirs, asked }: Next): void {
  const { isDay, zone, end } = asked;
  const completedAt = new Date(done).toISOString();
  const next = nextDue(series, { due, completedAt, zone: isDay ? zone : ELSEWHERE });
  const ours = next !== undefined && next.slice(0, 16) > end ? undefined : next;
  const of = `${series.rule} (${series.mode}) from ${series.start}, of ${due} completed at ${completedAt} in ${zone}`;
  tally.same(of, ours, theirs === undefined ? undefined : written(theirs, asked));
  if (ours !== undefined && theirs !== undefined && !isDay)
    tally.same(`the moment of ${of}`, instantOfDue(ours), compatible(theirs, zone));
}

/** Whether it is refused, as it has to be. What has but one date in ten years may have another later. */
function isRefused(
  tally: Tally,
  series: Series,
  { endless, expected }: { endless: readonly string[]; expected: readonly string[] },
): boolean {
  tally.rules += 1;
  const code = checkRule(series)?.code;
  if (code !== undefined) tally.refused += 1;
  const due = endless.length > 1 && expected.length === 0 ? "over" : undefined;
  if (endless.length > 1 || (code !== "never" && code !== "over"))
    tally.same(`what is said of ${series.rule} from ${series.start}`, code, due);
  return code !== undefined;
}

const startOf = (wall: string, isDay: boolean) => (isDay ? `${wall.slice(0, 10)}T00:00` : wall);

const askedOf = (asked: Omit<Asked, "end">): Asked => ({ ...asked, end: laterBy(asked.start, LENGTH) });

const written = (wall: string, { isDay, zone }: Asked) => (isDay ? wall.slice(0, 10) : `${wall}[${zone}]`);

const at = (found: readonly string[], share: number) => found[Math.floor(share * found.length)];

function seriesOf(asked: Asked, mode: Series["mode"]): Series {
  const { rule, until, start } = asked;
  return { rule: until ? `${rule};UNTIL=${until.text}` : rule, mode, start: written(start, asked) };
}

/** An end so many seconds from an occurrence. */
function untilOf(
  { form, seconds }: Extract<Ending, { kind: "until" }>,
  near: string | undefined,
  { zone, isDay }: Asked,
): Until | undefined {
  if (near === undefined) return undefined;
  const clock = form === "utc" && !isDay ? compatible(near, zone) : Date.parse(`${near}Z`);
  const text = new Date(clock + seconds * 1_000).toISOString().replace(/[-:]|\.\d+/g, "");
  return { form, text: { day: text.slice(0, 8), clock: text.slice(0, 15), utc: text }[form] };
}
