import type { RepeatWords } from "../en/repeat.js";
import { number } from "../format.js";
import { ruleWords } from "./rule.js";

/** What keeps a rule from being kept. */
const problems: RepeatWords["problems"] = {
  tooLong: "Diese Regel ist zu lang.",
  syntax: "Diese Regel wird hier nicht verstanden.",
  unknownPart: "Diese Regel hat einen unbekannten Teil.",
  unsupportedPart: "Diese Regel hat einen Teil, der nicht unterstützt wird.",
  frequency: "Wiederholt werden kann nach Tagen, Wochen, Monaten oder Jahren.",
  value: "Diese Regel hat einen Teil mit einem Wert, den er nicht haben kann.",
  interval: "Der Abstand kann höchstens 1.000 sein.",
  count: "Möglich ist 1- bis 1.000-mal.",
  countAndUntil: "Das Ende ist ein Tag oder eine Anzahl, nicht beides.",
  combination: "Diese Regel hat Teile, die nicht zusammenpassen.",
  start: "Am Anfang muss ein Tag stehen, oder eine Uhrzeit in einer bekannten Zone.",
  timeOfDay: "Uhrzeiten gehen nur, wenn eine Uhrzeit fällig ist, und nicht ab dem Erledigen gezählt.",
  tooOften: "Das käme zu oft an einem Tag.",
  countFromCompletion: "Was ab dem Erledigen zählt, kann nicht nach einer Anzahl enden.",
  never: "Das käme nie wieder.",
  over: "Das Ende liegt vor dem Anfang.",
};

/** What is said about repetition. */
export const repeat: RepeatWords = {
  title: "Wiederholung",
  rule: ruleWords,
  never: "Wiederholt sich nicht.",
  needsDue: "Gib ihr erst ein Datum: ab da wiederholt sie sich.",
  setUp: "Wiederholen…",
  change: "Ändern…",
  skip: "Dieses Mal auslassen",
  end: "Wiederholung beenden",
  presets: "Wie oft",
  preset: {
    day: "Nach Tagen",
    weekday: "Montag bis Freitag",
    week: "Nach Wochen",
    month: (day) => `Nach Monaten, am ${number(day)}.`,
    monthOr: (day) => `Nach Monaten, am ${number(day)}. oder letzten`,
    monthEnd: "Nach Monaten, am letzten Tag",
    year: "Nach Jahren",
    yearOr: "Nach Jahren, am letzten Februartag",
    own: "Wie bisher",
  },
  every: "Alle",
  units: { day: "Tage", week: "Wochen", month: "Monate", year: "Jahre" },
  weekdays: "Am",
  mode: "Gezählt",
  modes: { schedule: "nach dem Kalender", completion: "ab dem Erledigen" },
  ends: "Endet",
  ending: { never: "nie", on: "an einem Tag", after: "nach einer Anzahl" },
  lastDay: "Letzter Tag",
  times: "Anzahl",
  next: "Die nächsten Tage",
  nextIfCompleted: "Die nächsten Tage, wenn sie erledigt wird, sobald sie fällig ist",
  loading: "Die Tage werden bestimmt.",
  notLoaded: "Ohne Netz lassen sich die Tage nicht bestimmen. Speichern geht trotzdem.",
  following: "Diese und alle folgenden wiederholen sich dann so.",
  onlyThis: "Ein anderes Datum gilt nur für dieses Mal: die Regel bleibt.",
  save: "Speichern",
  said: {
    saved: "Wiederholung gespeichert",
    skipped: "Dieses Mal ausgelassen",
    ended: "Wiederholung beendet",
  },
  problems,
};
