import { parseDue } from "@codex/core/due";
import { describe } from "@codex/core/repeat/describe";
import { parseRule, type Rule, type Series } from "@codex/core/repeat/rule";

/** How often, as it can be chosen; `own` is a rule that none of the others can say. */
export const PRESETS = [
  "day",
  "weekday",
  "week",
  "month",
  "monthOr",
  "monthEnd",
  "year",
  "yearOr",
  "own",
] as const;
export type Preset = (typeof PRESETS)[number];

export type Ending = "never" | "on" | "after";

/** A rule as it stands in the form. What another choice would not use is kept, for whoever comes back to it. */
export interface Form {
  readonly preset: Preset;
  readonly every: number;
  /** Monday is 1, Sunday 7. */
  readonly weekdays: readonly number[];
  readonly mode: Series["mode"];
  readonly ending: Ending;
  /** YYYY-MM-DD. */
  readonly until: string;
  readonly count: number;
  /** The rule that was there, which `own` keeps. */
  readonly own: string | undefined;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const FREQUENCIES = {
  ...{ day: "DAILY", weekday: "WEEKLY", week: "WEEKLY", month: "MONTHLY", monthOr: "MONTHLY" },
  ...{ monthEnd: "MONTHLY", year: "YEARLY", yearOr: "YEARLY" },
} as const satisfies Record<Exclude<Preset, "own">, Rule["freq"]>;

/** The presets that make sense for what is due on a day, and with the rule that was there. */
export function presetsFor(due: string, own: string | undefined): readonly Preset[] {
  const day = Number(due.slice(8, 10));
  const has: Partial<Record<Preset, boolean>> = {
    monthOr: day > 28,
    yearOr: due.slice(5, 10) === "02-29",
    own: own !== undefined,
  };
  return PRESETS.filter((preset) => has[preset] ?? true);
}

/** What the form says before anything was chosen. */
export function newForm(due: string): Form {
  return {
    preset: "week",
    every: 1,
    weekdays: [weekdayOf(due)],
    mode: "schedule",
    ending: "never",
    until: `${Number(due.slice(0, 4)) + 1}${due.slice(4, 10)}`.replace("-02-29", "-02-28"),
    count: 10,
    own: undefined,
  };
}

/** The form of a rule that is there: `own` where no choice says the same. */
export function formOf({ rule: text, mode }: Pick<Series, "rule" | "mode">, due: string): Form {
  const rule = parseRule(text);
  const blank = { ...newForm(due), mode };
  if ("code" in rule) return { ...blank, preset: "own", own: text };
  const { weekdays, interval, count, until } = rule;
  const days = weekdays.map(({ day }) => WEEKDAYS.indexOf(day) + 1);
  const form: Form = {
    ...blank,
    every: interval,
    weekdays: days.length > 0 ? days : blank.weekdays,
    ending: count !== undefined ? "after" : until !== undefined ? "on" : "never",
    until: until?.slice(0, 10) ?? blank.until,
    count: count ?? blank.count,
  };
  const said = told(text, mode, due);
  const preset = presetsFor(due, undefined).find((preset) => {
    return told(ruleOf({ ...form, preset }, due), mode, due) === said;
  });
  return preset ? { ...form, preset } : { ...form, preset: "own", own: text };
}

/** The value of an RRULE that says what the form does. */
export function ruleOf(form: Form, due: string): string {
  const { preset, every, weekdays, ending, until, count, own } = form;
  if (preset === "own") return own ?? "";
  const day = Number(due.slice(8, 10));
  const days = weekdays.length > 0 ? weekdays : [weekdayOf(due)];
  const from28 = [28, 29, 30, 31].filter((at) => at <= day).join();
  const parts = {
    day: [],
    weekday: ["BYDAY=MO,TU,WE,TH,FR"],
    week: [
      `BYDAY=${[...days]
        .sort()
        .map((at) => WEEKDAYS[at - 1])
        .join()}`,
    ],
    month: [`BYMONTHDAY=${day}`],
    monthOr: [`BYMONTHDAY=${from28}`, "BYSETPOS=-1"],
    monthEnd: ["BYMONTHDAY=-1"],
    year: [`BYMONTH=${Number(due.slice(5, 7))}`, `BYMONTHDAY=${day}`],
    yearOr: ["BYMONTH=2", "BYMONTHDAY=28,29", "BYSETPOS=-1"],
  }[preset];
  return [
    `FREQ=${FREQUENCIES[preset]}`,
    ...(every === 1 ? [] : [`INTERVAL=${every}`]),
    ...parts,
    ...(ending === "on" ? [`UNTIL=${until.replaceAll("-", "")}`] : []),
    ...(ending === "after" ? [`COUNT=${count}`] : []),
  ].join(";");
}

/** The same for rules that mean the same. */
function told(rule: string, mode: Series["mode"], due: string): string {
  return JSON.stringify(describe({ rule, mode, start: due }));
}

function weekdayOf(due: string): number {
  const { date } = parseDue(due) ?? { date: due };
  return ((new Date(date).getUTCDay() + 6) % 7) + 1;
}
