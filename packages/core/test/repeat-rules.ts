import fc from "fast-check";

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A list of a rule's part, or nothing. */
function part(name: string, item: fc.Arbitrary<string | number>, weight: number): fc.Arbitrary<string> {
  const list = fc
    .uniqueArray(item, { minLength: 1, maxLength: 4 })
    .map((items) => `;${name}=${items.join()}`);
  return fc.oneof({ arbitrary: fc.constant(""), weight: 10 - weight }, { arbitrary: list, weight });
}

export const signed = (most: number) =>
  fc.oneof(fc.integer({ min: 1, max: most }), fc.integer({ min: -most, max: -1 }));
const weekday = fc.constantFrom(...WEEKDAYS);
/** The other implementation does not take the fifth from the end of a month. */
const counted = (most: number) =>
  fc
    .tuple(most === 5 ? fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4) : signed(most), weekday)
    .map(([nth, day]) => `${nth}${day}`);

/** Rules of the kinds that may be kept, without an end; of those made here, some have no occurrence. */
export const ruleArbitrary = rules(true);
/** The same without times of day, which what is counted from completion cannot have. */
export const dayRuleArbitrary = rules(false);

function rules(withTimes: boolean): fc.Arbitrary<string> {
  const time = (name: string, max: number) =>
    withTimes ? part(name, fc.integer({ min: 0, max }), 1) : fc.constant("");
  return fc
    .constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    .chain((freq) => {
      const isLong = freq === "MONTHLY" || freq === "YEARLY";
      const days = fc.tuple(
        part("BYDAY", weekday, 5),
        freq === "WEEKLY" ? fc.constant("") : part("BYMONTHDAY", signed(31), 4),
      );
      const nths = fc.tuple(part("BYDAY", counted(freq === "MONTHLY" ? 5 : 20), 9), fc.constant(""));
      return fc.record({
        freq: fc.constant(freq),
        interval: fc.oneof(
          fc.constant(""),
          fc.integer({ min: 1, max: freq === "YEARLY" ? 4 : 13 }).map((n) => `;INTERVAL=${n}`),
        ),
        days: isLong ? fc.oneof(days, nths) : days,
        months: part("BYMONTH", fc.integer({ min: 1, max: 12 }), 3),
        hours: time("BYHOUR", 23),
        minutes: time("BYMINUTE", 59),
        positions: isLong ? part("BYSETPOS", signed(5), 3) : fc.constant(""),
        weekStart: fc.oneof(
          fc.constant(""),
          weekday.map((day) => `;WKST=${day}`),
        ),
      });
    })
    .map(({ freq, interval, days, months, hours, minutes, positions, weekStart }) => {
      const sets = days.join("") + months + hours + minutes;
      return `FREQ=${freq}${interval}${sets}${sets === "" ? "" : positions}${weekStart}`;
    });
}

const SECONDS = [0, 0, 1, -1, 60, -60, 3_600, -3_600, 86_400, -86_400];

/** When a rule ends: by UNTIL in all its forms, some seconds from one of its occurrences; by COUNT; or never. */
export const endingArbitrary = fc.oneof(
  { arbitrary: fc.constant({ kind: "never" } as const), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant("count" as const),
      count: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1_000 })),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant("until" as const),
      form: fc.constantFrom("day", "clock", "utc"),
      /** Which of the occurrences, as a share of them. */
      near: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      seconds: fc.constantFrom(...SECONDS),
    }),
    weight: 3,
  },
);
export type Ending = ReturnType<typeof endingArbitrary.generate>["value"];

const two = (value: number) => String(value).padStart(2, "0");

/** A day and a time to start at, YYYY-MM-DDTHH:MM; the times at which clocks change among them. */
export const startArbitrary = fc
  .record({
    at: fc.date({ min: new Date("2020-01-01"), max: new Date("2032-12-31"), noInvalidDate: true }),
    hour: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
    minute: fc.constantFrom(0, 15, 30, 59),
  })
  .map(({ at, hour, minute }) => `${at.toISOString().slice(0, 10)}T${two(hour)}:${two(minute)}`);
