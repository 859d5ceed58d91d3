import fc from "fast-check";
import { expect, it } from "vitest";
import { describe } from "../src/repeat/describe.js";
import { checkRule } from "../src/repeat/index.js";
import type { Series } from "../src/repeat/rule.js";
import { laterBy, oracle } from "./repeat-oracle.js";
import { dayRuleArbitrary, ruleArbitrary, signed, startArbitrary } from "./repeat-rules.js";

const seed = Number(process.env["REPEAT_SEED"] ?? Date.now() % 1_000_000);
const YEARS = 40;
const DAY_MS = 86_400_000;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

const has = (rule: string, part: string) => new RegExp(`;${part}=`).test(rule);
const two = (value: number) => String(value).padStart(2, "0");

/** Rules whose days not all months or years have, more often than not. */
const rareArbitrary = fc
  .constantFrom("DAILY", "MONTHLY", "YEARLY")
  .chain((freq) => {
    const late = fc.constantFrom(28, 29, 30, 31, -28, -29, -30, -31);
    const dates = fc.uniqueArray(late, { minLength: 1, maxLength: 2 }).map((days) => `;BYMONTHDAY=${days}`);
    const nth = fc.constantFrom(4, 5, -4, ...(freq === "YEARLY" ? [52, 53, -52] : []));
    const days = [
      dates,
      fc.tuple(nth, nth).map(([one, other]) => `;BYDAY=${one}FR,${other}MO`),
      fc.tuple(fc.constantFrom("FR", "MO,TU"), signed(5)).map(([day, at]) => `;BYDAY=${day};BYSETPOS=${at}`),
    ];
    const month = fc.integer({ min: 1, max: 12 });
    const months = fc.oneof(month, fc.uniqueArray(month, { minLength: 2, maxLength: 3 }));
    return fc.record({
      freq: fc.constant(freq),
      interval: fc.constantFrom(1, 1, 2, 4, 6, ...(freq === "YEARLY" ? [] : [12])),
      days: freq === "DAILY" ? dates : fc.oneof(...days),
      months: fc.oneof(
        fc.constant(""),
        months.map((at) => `;BYMONTH=${at}`),
      ),
    });
  })
  .map(({ freq, interval, days, months }) => {
    return `FREQ=${freq}${interval === 1 ? "" : `;INTERVAL=${interval}`}${days}${months}`;
  });

/** A rule that says its days, whatever it starts on; undefined if there are none that could be missing. */
function explicit(rule: string, date: string, mode: Series["mode"]): string | undefined {
  if (rule.startsWith("FREQ=WEEKLY")) return undefined;
  if (rule.startsWith("FREQ=DAILY")) return has(rule, "BYMONTHDAY") ? rule : undefined;
  if (/;BY(DAY|MONTHDAY)=/.test(rule)) return rule;
  if (mode === "completion") return undefined;
  const isYear = rule.startsWith("FREQ=YEARLY") && !has(rule, "BYMONTH");
  return `${rule};BYMONTHDAY=${Number(date.slice(8))}${isYear ? `;BYMONTH=${Number(date.slice(5, 7))}` : ""}`;
}

/** The slow way: all dates in the years are asked of the other implementation, and sorted into months and years. */
function slowly(text: string, date: string, mode: Series["mode"]): "month" | "year" | undefined {
  const written = explicit(text, date, mode);
  if (written === undefined) return undefined;
  const every = Number(/;INTERVAL=(\d+)/.exec(written)?.[1] ?? 1);
  const isDaily = written.startsWith("FREQ=DAILY");
  const isYearly = written.startsWith("FREQ=YEARLY");
  const named = /;BYMONTH=([\d,]+)/.exec(written)?.[1]?.split(",").map(Number) ?? MONTHS;
  const ofYear =
    named.length === 1 ||
    (isYearly && (has(written, "BYSETPOS") || (!has(written, "BYMONTH") && /;BYDAY=-?\d/.test(written))));
  const isFree = mode === "completion";
  const rule = isFree && !isDaily ? written.replace(/;INTERVAL=\d+/, "") : written;
  const year = Number(date.slice(0, 4));
  const first = isYearly ? `${year}-01-01` : `${date.slice(0, 7)}-01`;
  // Days are counted from the start, or, as of a completion, from any; months and years from their first day.
  const back = Math.ceil((Date.parse(date) - Date.parse(first)) / DAY_MS / every) * every;
  const starts = isFree
    ? Array.from({ length: every }, (_, days) => laterBy(`${first}T00:00`, -days * DAY_MS))
    : [laterBy(`${date}T00:00`, -back * DAY_MS)];
  const end = `${year + YEARS}-${isYearly ? "01" : date.slice(5, 7)}-01T00:00`;
  const step = isFree || isDaily ? 1 : every;
  const isSkipped = (isDaily ? starts : [`${first}T00:00`]).some((start) => {
    const found = oracle({ rule, start, end, zone: "UTC", isDay: true }).filter((at) => at < end);
    const [months, years] = [7, 4].map((length) => new Set(found.map((at) => at.slice(0, length))));
    const begin = isYearly ? year * 12 : year * 12 + Number(date.slice(5, 7)) - 1;
    for (let at = begin; at < begin + YEARS * 12; at += 1) {
      const [inYear, inMonth] = [Math.floor(at / 12), (at % 12) + 1];
      const since = isYearly ? inYear - year : at - begin;
      if (since % step !== 0 || !named.includes(inMonth)) continue;
      if (ofYear && isYearly ? !years?.has(`${inYear}`) : !months?.has(`${inYear}-${two(inMonth)}`))
        return true;
    }
    return false;
  });
  return isSkipped ? (ofYear ? "year" : "month") : undefined;
}

it.each([
  ["schedule", fc.oneof(ruleArbitrary, { arbitrary: rareArbitrary, weight: 3 })],
  ["completion", fc.oneof(dayRuleArbitrary, { arbitrary: rareArbitrary, weight: 3 })],
] as const)("what is left out, %s, is told as a slow search finds it", (mode, rules) => {
  const tried = { month: 0, year: 0, none: 0 };
  fc.assert(
    fc.property(rules, startArbitrary, (rule, wall) => {
      const [start, date] = [`${wall}[Europe/Berlin]`, wall.slice(0, 10)];
      if (checkRule({ rule, mode, start }) !== undefined) return;
      const skips = slowly(rule, date, mode);
      tried[skips ?? "none"] += 1;
      expect(describe({ rule, mode, start })?.skips, `${rule} from ${start}`).toBe(skips);
    }),
    { seed, numRuns: 300 },
  );
  expect(Math.min(...Object.values(tried)), JSON.stringify({ seed, ...tried })).toBeGreaterThan(0);
});
