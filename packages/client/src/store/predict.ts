import type { Command } from "@codex/core/command";
import { effect, isPure } from "@codex/core/effect";
import type { Repetition } from "@codex/core/repetition";
import { type Patch, type PatchOf, Refusal, type Table } from "@codex/core/view";
import type { RowsView } from "./rows.js";

/** When a command was given, for its effect. */
export interface Given {
  readonly command: Command;
  /** ISO 8601, UTC, in milliseconds. */
  readonly now: string;
  /** Of `undo` and `redo`, what they do; of a move the rows that it takes along, as they were before. */
  readonly known: readonly Patch[];
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What a command does to the rows as they are here. What cannot be told from here has no effect until the server says. */
export function predict(
  rows: RowsView,
  { command, now, known }: Given,
  repetition: Repetition | undefined,
): readonly Patch[] {
  if (!isPure(command)) return known;
  const missing = known.filter(({ table, key }) => rows.row(table, key) === undefined);
  try {
    const there = missing.length > 0 ? rows.patched(missing) : rows;
    const patches = effect(there, command, { now, userId: rows.userId ?? NOBODY, repetition });
    return [...missing, ...patches];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** What takes patches back that are about to be made. */
export function inverse(rows: RowsView, patches: readonly Patch[], now: string): readonly Patch[] {
  return patches.flatMap((patch) => takingBack(rows, patch, now) ?? []);
}

function takingBack<T extends Table>(
  rows: RowsView,
  { table, key }: PatchOf<T>,
  now: string,
): Patch | undefined {
  const insert = rows.row(table, key);
  if (insert) return { table, key, insert } as Patch;
  // What has no trash cannot be told from here.
  return table === "member" || table === "series"
    ? undefined
    : ({ table, key, set: { deletedAt: now } } as Patch);
}
