/** A word of a line: what stands between spaces. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Words that follow each other, from the first to before the last. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** A line as words, of which some are taken by chips, and some must stay text. */
export interface Line {
  readonly source: string;
  readonly words: readonly Word[];
  /** Words that are part of a chip. */
  readonly taken: Set<number>;
  /** Words of which the person has said that they are text. */
  readonly kept: ReadonlySet<number>;
}

/** The most words that an expression has. */
export const MOST_WORDS = 9;

/** The most characters of an expression: what is longer is not even looked at. */
const MOST_LENGTH = 80;

/** What names a chip: its kind, its words, and how many times these stand before it. */
export function keyOf(kind: string, line: string, from: number, source: string): string {
  let before = 0;
  for (let at = line.indexOf(source); at !== -1 && at < from; at = line.indexOf(source, at + 1)) before += 1;
  return `${kind} ${before} ${source}`;
}

/** The part of a line that a key stands for, if it is still there. */
function partOf(key: string, line: string): { from: number; to: number } | undefined {
  const [, before, source] = /^[a-z]+ (\d+) (\S[\s\S]*)$/.exec(key) ?? [];
  if (before === undefined || source === undefined) return undefined;
  let from = line.indexOf(source);
  for (let left = Number(before); left > 0 && from !== -1; left -= 1) from = line.indexOf(source, from + 1);
  return from === -1 ? undefined : { from, to: from + source.length };
}

/** Splits a line into words; those of rejected chips are kept as text. */
export function lineOf(source: string, rejected: ReadonlySet<string>): Line {
  const words: Word[] = [];
  for (const match of source.matchAll(/\S+/g)) {
    words.push({ text: match[0], from: match.index, to: match.index + match[0].length });
  }
  const kept = new Set<number>();
  for (const key of rejected) {
    const part = partOf(key, source);
    if (part === undefined) continue;
    words.forEach((word, at) => {
      if (word.from < part.to && word.to > part.from) kept.add(at);
    });
  }
  return { source, words, taken: new Set(), kept };
}

/** Whether a word may become part of a chip. */
export function isFree(line: Line, at: number): boolean {
  return at >= 0 && at < line.words.length && !line.taken.has(at) && !line.kept.has(at);
}

/** The words of a span, with single spaces. */
export function phraseOf(line: Line, { first, end }: Span): string {
  return line.words
    .slice(first, end)
    .map((word) => word.text)
    .join(" ");
}

/** The spans of free words that begin with a word, the longer ones first. */
export function* spansFrom(line: Line, first: number): Generator<Span> {
  let end = first;
  let length = 0;
  while (end - first < MOST_WORDS && isFree(line, end)) {
    length += (line.words[end]?.text.length ?? 0) + 1;
    if (length > MOST_LENGTH) break;
    end += 1;
  }
  for (; end > first; end -= 1) yield { first, end };
}

/** How many words from both ends are looked at: what a long text says in its middle is not about when to do it. */
const LOOKED_AT = 40;

/** The spans of free words near both ends, from left to right, the longer ones first. */
export function* spansOf(line: Line): Generator<Span> {
  const { length } = line.words;
  for (let first = 0; first < length; first += 1) {
    if (first < LOOKED_AT || first >= length - LOOKED_AT) yield* spansFrom(line, first);
  }
}

/** The words that are left, in single spaces. */
export function textOf(line: Line): string {
  return line.words
    .filter((_, at) => !line.taken.has(at))
    .map((word) => word.text)
    .join(" ");
}

/**
 * Where a span stands among the words that are left. Words of rejected chips are passed over as those of chips are, so
 * that rejecting one does not change what the others mean.
 */
export interface Place {
  /** Nothing but chips before it, or after it. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** The word right before and right after it, unless a chip stands between. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The word behind that. */
  readonly next: string | undefined;
  /** How many words of text follow. */
  readonly following: number;
}

/** Where a span stands. */
export function placeOf(line: Line, { first, end }: Span): Place {
  const free = line.words.map((_, at) => isFree(line, at));
  const following = free.slice(end).filter(Boolean).length;
  const word = (at: number) => (free[at] ? line.words[at]?.text : undefined);
  return {
    atStart: !free.slice(0, first).includes(true),
    atEnd: following === 0,
    before: word(first - 1),
    after: word(end),
    next: word(end) === undefined ? undefined : word(end + 1),
    following,
  };
}
