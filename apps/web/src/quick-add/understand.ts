import { addDays, clockIn, dueText } from "./calendar.js";
import type { Chip, Given, Repeat, Understood } from "./chip.js";
import { type Now, type When, whenOf } from "./due.js";
import { english } from "./english.js";
import { german } from "./german.js";
import type { Language, Reach, RepeatForm } from "./language.js";
import {
  keyOf,
  type Line,
  lineOf,
  phraseOf,
  placeOf,
  type Span,
  spansFrom,
  spansOf,
  textOf,
} from "./line.js";
import { labelsIn, listIn, priorityIn } from "./markers.js";
import { firstDay, ruleText } from "./rule.js";

const LANGUAGES: Readonly<Record<Given["language"], Language>> = { en: english, de: german };

/** In minutes since midnight. */
const NOON = 12 * 60;

/** An expression in its place. */
interface Found<What> {
  readonly span: Span;
  readonly what: What;
}

function take(line: Line, { first, end }: Span): void {
  for (let at = first; at < end; at += 1) line.taken.add(at);
}

function giveBack(line: Line, { first, end }: Span): void {
  for (let at = first; at < end; at += 1) line.taken.delete(at);
}

/** A phrase as it stands, and without what ends a sentence or a clause. */
function readingsOf(phrase: string): string[] {
  const bare = phrase.replace(/[.,;:!]$/, "");
  return bare === phrase ? [phrase] : [phrase, bare];
}

/** Whether an expression is taken where it stands. */
function isTaken(reach: Reach, line: Line, span: Span, language: Language): boolean {
  const place = placeOf(line, span);
  const phrase = phraseOf(line, span);
  if (!language.isPlain(phrase.split(" "), place.atStart)) return false;
  if (language.isHeld(phrase, place)) return false;
  if (reach === "anywhere" || place.atEnd) return true;
  if (place.atStart && /[,:]$/.test(phrase)) return true;
  if (reach === "end") return false;
  if (language.isWithin(place)) return true;
  return reach === "edge" && place.atStart && !language.isTitle(place.after ?? "");
}

/** Whether a date or time follows right behind a span. */
function isFollowedByDue(line: Line, span: Span, language: Language): boolean {
  for (const rest of spansFrom(line, span.end)) {
    if (readingsOf(phraseOf(line, rest)).some((phrase) => language.due(phrase, true))) return true;
  }
  return false;
}

/** The first repetition of a line. */
function repeatIn(line: Line, language: Language): Found<RepeatForm> | undefined {
  for (const span of spansOf(line)) {
    for (const phrase of readingsOf(phraseOf(line, span))) {
      const what = language.repeat(phrase);
      if (!what) continue;
      const reach =
        what.reach !== "anywhere" && isFollowedByDue(line, span, language) ? "anywhere" : what.reach;
      if (isTaken(reach, line, span, language)) return { span, what };
    }
  }
  return undefined;
}

/** The first date or time of a line; beside a repeat it is unmistakable. */
function dueIn(line: Line, language: Language, now: Now, repeat: Span | undefined): Found<When> | undefined {
  for (const span of spansOf(line)) {
    const follows = span.first === repeat?.end;
    const isBeside = follows || span.end === repeat?.first;
    for (const phrase of readingsOf(phraseOf(line, span))) {
      const form = language.due(phrase, follows);
      if (!form || !isTaken(isBeside ? "anywhere" : form.reach, line, span, language)) continue;
      const what = whenOf(form, language, now);
      if (what) return { span, what };
    }
  }
  return undefined;
}

/** "every evening at 8" is at 20:00. */
function minuteOf({ minute }: When, repeat: RepeatForm | undefined): number | undefined {
  if (minute === undefined) return repeat?.minute;
  const isLater = repeat?.minute !== undefined && repeat.minute > NOON && minute >= 60 && minute < NOON;
  return isLater ? minute + NOON : minute;
}

/** When the todo is due, from what was said of it. */
function dueOf(said: When, repeat: RepeatForm | undefined, now: Now): string | undefined {
  const minute = minuteOf(said, repeat);
  const isOver = minute !== undefined && minute <= now.minute;
  const from = isOver ? addDays(now.day, 1) : now.day;
  const day = said.day ?? (repeat ? firstDay(repeat.rule, from) : from);
  return day && dueText(day, minute, now.zone);
}

function repeatOf({ rule, isCounted }: RepeatForm): Repeat {
  return { rule: ruleText(rule), mode: isCounted ? "completion" : "schedule" };
}

/** Where a chip was read. */
function part(kind: Chip["kind"], line: Line, { first, end }: Span) {
  const from = line.words[first]?.from ?? 0;
  const to = line.words[end - 1]?.to ?? from;
  const source = line.source.slice(from, to);
  return { key: keyOf(kind, line.source, from, source), from, to, source };
}

/** The labels, the priority and the list of a line. */
function markersOf(line: Line, lists: Given["lists"]): Chip[] {
  const chips: Chip[] = [];
  const list = listIn(line, lists);
  if (list) {
    take(line, list.span);
    chips.push({ kind: "list", ...part("list", line, list.span), value: list.value });
  }
  const priority = priorityIn(line);
  if (priority) {
    take(line, priority.span);
    chips.push({ kind: "priority", ...part("priority", line, priority.span), value: priority.value });
  }
  for (const label of labelsIn(line)) {
    take(line, label.span);
    chips.push({ kind: "label", ...part("label", line, label.span), value: label.value });
  }
  return chips;
}

/** The repetition and the date of a line, if there are words besides. */
function timesOf(line: Line, language: Language, now: Now): Chip[] {
  const repeat = repeatIn(line, language);
  if (repeat) take(line, repeat.span);
  const due = dueIn(line, language, now, repeat?.span);
  if (due) take(line, due.span);
  const value = (repeat || due) && dueOf(due?.what ?? {}, repeat?.what, now);
  if (value === undefined || textOf(line) === "") {
    for (const found of [repeat, due]) if (found) giveBack(line, found.span);
    return [];
  }
  const chips: Chip[] = [];
  if (repeat)
    chips.push({ kind: "repeat", ...part("repeat", line, repeat.span), value: repeatOf(repeat.what) });
  const span = due?.span ?? repeat?.span;
  if (span) chips.push({ kind: "due", ...part("due", line, span), value });
  return chips;
}

/**
 * Understands a line of quick add: what is text, and what is a date, a repetition, a priority, labels and a list. No
 * word is lost: each stands in the text or in a chip. When it is taken is told in decision 0027. Throws on a
 * zone or a time that is none.
 */
export function understand(source: string, { now, zone, language, lists, rejected }: Given): Understood {
  const line = lineOf(source, rejected);
  const instant = new Date(now);
  const chips = markersOf(line, lists);
  chips.push(...timesOf(line, LANGUAGES[language], { instant, zone, ...clockIn(zone, instant) }));
  const text = textOf(line);
  // A todo has a text: a line of nothing but markers is one.
  if (text === "") return { text: source.trim().replace(/\s+/g, " "), chips: [] };
  return { text, chips: chips.sort((one, other) => one.from - other.from || one.to - other.to) };
}
