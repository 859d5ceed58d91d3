import type { Command } from "@codex/core/command";
import { effect, isPure } from "@codex/core/effect";
import type { Repetition } from "@codex/core/repetition";
import { type Patch, type PatchOf, Refusal, type Table } from "@codex/core/view";
import { RowsView } from "./rows.js";

/** When a command was given, for its effect. */
export interface Given {
  readonly command: Command;
  /** ISO 8601, UTC, in milliseconds. */
  readonly now: string;
  /** Of `undo`, `redo` and a restoration, what they do; of a move the rows that it takes along, as they are then (`takenAlong`). */
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
  const isMissing = ({ table, key }: Patch) => !rows.row(table, key);
  if (command.kind === "todo.restore") return known.filter(isMissing);
  if (command.kind === "todo.move" && known.length > 0)
    return known.map((patch) => (rows.row(patch.table, patch.key) ? goingTo(patch) : patch));
  const context = { now, userId: rows.userId ?? NOBODY, repetition };
  // Two logs tell of a new list, its own and its owner's: where one of them has, the other one's row is missing.
  if (command.kind === "list.create") return effect(new RowsView(), command, context).filter(isMissing);
  try {
    return effect(rows, command, context);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** As many rows are taken along at most: they are kept with the command, and written down with it. */
const TAKEN_ALONG = 1_000;

/**
 * The rows that a move takes along, as they are after it. Of its two logs one tells of it first: until the other one does,
 * a row may be in neither of them, and what stands under a todo not where that is.
 *
 * @returns nothing if they are too many: then the move does to the rows that are there what it would do anew
 */
export function takenAlong(after: RowsView, patches: readonly Patch[]): readonly Patch[] {
  return patches.length > TAKEN_ALONG ? [] : patches.flatMap((patch) => asItIs(after, patch) ?? []);
}

function asItIs<T extends Table>(after: RowsView, { table, key }: PatchOf<T>): Patch | undefined {
  const insert = after.row(table, key);
  return insert && ({ table, key, insert } as Patch);
}

/** Of what a row is after a move, what the move did. */
function goingTo(patch: Patch): Patch {
  if (patch.table === "todo" && "insert" in patch) {
    const { listId, parentId = null } = patch.insert;
    return { table: "todo", key: patch.key, set: { listId, parentId } };
  }
  if (patch.table === "series" && "insert" in patch)
    return { table: "series", key: patch.key, set: { listId: patch.insert.listId } };
  return patch;
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
