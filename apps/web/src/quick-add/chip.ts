/** How a repeat goes on: by the calendar, or counted from when it was done. */
export type RepeatMode = "schedule" | "completion";

/** A repetition: the value of an RFC 5545 RRULE, and its mode. */
export interface Repeat {
  readonly rule: string;
  readonly mode: RepeatMode;
}

/** 1 is the highest. */
export type Priority = 1 | 2 | 3;

/** A list that a line may name. */
export interface NamedList {
  readonly id: string;
  readonly name: string;
}

/** Where a chip was read, and what it is rejected by. */
interface Read<Kind extends string, Value> {
  readonly kind: Kind;
  /** Names the chip in `rejected`; stays the same while the line grows behind it. */
  readonly key: string;
  /** The part of the line it was read from, in UTF-16 units, and that part. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly value: Value;
}

/**
 * One thing that was understood. A due date is "YYYY-MM-DD", or "YYYY-MM-DDTHH:MM[Area/City]", a wall clock in a zone.
 * The first date of a repeat that came without one has the repeat's own part of the line.
 */
export type Chip =
  | Read<"due", string>
  | Read<"repeat", Repeat>
  | Read<"priority", Priority>
  | Read<"label", string>
  | Read<"list", string>;

export type ChipKind = Chip["kind"];

/** What a line is understood with. */
export interface Given {
  readonly now: Date | string;
  /** An IANA name: whose today, and whose wall clock. */
  readonly zone: string;
  readonly language: "en" | "de";
  readonly lists: readonly NamedList[];
  /** Keys of chips that the person wants as text. */
  readonly rejected: ReadonlySet<string>;
}

/** What was understood: the text that is left, and the chips in the order of the line. */
export interface Understood {
  readonly text: string;
  readonly chips: readonly Chip[];
}
