import type { RuleProblemCode } from "@codex/core/repeat/rule";
import { number } from "../format.js";
import { ruleWords } from "./rule.js";

/** What keeps a rule from being kept. */
const problems: Readonly<Record<RuleProblemCode, string>> = {
  tooLong: "This rule is too long.",
  syntax: "This is no rule that is understood here.",
  unknownPart: "This rule has a part that is not known.",
  unsupportedPart: "This rule has a part that is not supported.",
  frequency: "It must repeat by the day, week, month or year.",
  value: "This rule has a part with a value that it cannot have.",
  interval: "It can be left out 1,000 times in a row at most.",
  count: "It can come 1 to 1,000 times.",
  countAndUntil: "It can end on a day or after a number of times, but not both.",
  combination: "This rule has parts that do not go together.",
  start: "It must start on a day, or at a time in a known zone.",
  timeOfDay: "It can only have times of day if a time is due, and not counted from completion.",
  tooOften: "It comes too often in a day.",
  countFromCompletion: "What is counted from completion cannot end after a number of times.",
  never: "It would never come again.",
  over: "It ends before it begins.",
};

/** What is said about repetition. */
export const repeat = {
  title: "Repeat",
  rule: ruleWords,
  never: "Does not repeat.",
  needsDue: "Give it a date first: it repeats from there.",
  setUp: "Repeat…",
  change: "Change…",
  skip: "Skip this date",
  last: "This was the last date. Complete or delete it instead.",
  end: "End the repetition",
  presets: "How often",
  preset: {
    day: "By the day",
    weekday: "Every weekday",
    week: "By the week",
    month: (day: number) => `By the month, on day ${number(day)}`,
    monthOr: (day: number) => `By the month, on day ${number(day)} or the last`,
    monthEnd: "By the month, on the last day",
    year: "By the year",
    yearOr: "By the year, on the last of February",
    own: "As it is",
  },
  every: "Every",
  units: { day: "days", week: "weeks", month: "months", year: "years" },
  weekdays: "On",
  mode: "Counted",
  modes: { schedule: "by the calendar", completion: "from when it is completed" },
  ends: "Ends",
  ending: { never: "never", on: "on a day", after: "after a number of times" },
  lastDay: "Last day",
  times: "Times",
  next: "The next dates",
  nextIfCompleted: "The next dates, if it is completed when it is due",
  loading: "The dates are being worked out.",
  notLoaded: "The dates cannot be worked out offline. You can save all the same.",
  following: "This and all that follow will repeat like this.",
  onlyThis: "Another date is for this one only: the rule stays.",
  save: "Save",
  said: { saved: "Repetition saved", skipped: "Date skipped", ended: "Repetition ended" },
  problems,
};

export type RepeatWords = typeof repeat;
