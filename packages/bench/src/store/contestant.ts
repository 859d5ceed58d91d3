import type { FarSide } from "./far-side.js";

/** What a page shows of a todo. */
export interface ShownTodo {
  readonly id: string;
  readonly text: string;
  readonly completed: boolean;
}

/** The same job for each library: one list, shown at once, sent when it can be, and kept until then. */
export interface Contestant {
  /** The list in its order, with what waits. */
  rows(): readonly ShownTodo[];
  /** Tells of new rows. @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
  add(id: string, text: string): void;
  setText(id: string, text: string): void;
  setCompleted(id: string, completed: boolean): void;
  remove(id: string): void;
  /** How many changes the far side has not answered. */
  waiting(): number;
  /** How many of them are kept for when it is opened again. */
  kept(): Promise<number>;
  /** Whether nothing waits, and everything up to a number of the log was read. */
  isSettled(rev: number): boolean;
  close(): void;
}

/** Opens a contestant. @param keptIn - the name under which the browser keeps what was not sent */
export type Open = (farSide: FarSide, keptIn: string) => Promise<Contestant>;
