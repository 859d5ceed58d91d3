import { TODO_LIMITS } from "@codex/core/limits";
import type { Todo } from "@codex/core/todo";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { actingWords } from "../words/acting-words.js";
import { shown } from "./selection.js";

/** Where a range began, what was selected besides, and up to where it goes. */
interface Range {
  readonly anchor: string;
  readonly base: ReadonlySet<string>;
  readonly end: string;
}

let range: Range | undefined;

/** Begins to select, with nothing selected yet. */
export function beginSelecting(): void {
  if (!shown.get().ids) select([]);
}

/** Selects one todo, or does not any more if it was. */
export function toggleSelected(id: string): void {
  const ids = new Set(shown.get().ids);
  if (!ids.delete(id)) ids.add(id);
  range = { anchor: id, base: ids, end: id };
  if (ids.size === 0) endSelecting();
  else select(ids);
}

/**
 * Selects all from where the selection was begun to a todo.
 *
 * @param from - where it begins, if it was not begun
 */
export function selectTo(id: string, from: string): void {
  const { rows, ids } = shown.get();
  const began = range && ids?.has(range.anchor) ? range : { anchor: from, base: ids ?? new Set(), end: from };
  range = { ...began, end: id };
  const places = [began.anchor, id].map((end) => rows.findIndex((row) => row.id === end));
  const [first, last] = [Math.min(...places), Math.max(...places)];
  select([...began.base, ...rows.slice(Math.max(first, 0), last + 1).map((row) => row.id)]);
}

/** Goes one todo on, and selects it; or the other way, and does not any more. @returns where to */
export function extendSelection(from: string, step: 1 | -1): string | undefined {
  const { rows } = shown.get();
  const next = rows[rows.findIndex(({ id }) => id === from) + step];
  if (!next) return undefined;
  // Whoever went elsewhere since begins anew.
  if (range?.end !== from) range = undefined;
  if (!range) select([...(shown.get().ids ?? []), from]);
  range ??= { anchor: from, base: shown.get().ids ?? new Set(), end: from };
  selectTo(next.id, from);
  return next.id;
}

/** Selects all that are shown. */
export function selectAll(): void {
  range = undefined;
  select(shown.get().rows.map(({ id }) => id));
}

export function endSelecting(): void {
  if (!shown.get().ids) return;
  range = undefined;
  shown.set({ ids: undefined });
  announce(actingWords().select.ended);
}

/** Selects nothing that is not shown any more: nobody is to act on what they do not see. */
export function dropHidden(): void {
  const { rows, ids } = shown.get();
  if (!ids || ids.size === 0) return;
  const kept = rows.filter(({ id }) => ids.has(id));
  if (kept.length === 0) endSelecting();
  else if (kept.length < ids.size) shown.set({ ids: new Set(kept.map(({ id }) => id)) });
}

/** The selected todos, in their order. */
export function selectedTodos(): readonly Todo[] {
  const { rows, ids } = shown.get();
  return ids ? rows.filter(({ id }) => ids.has(id)) : [];
}

function select(wanted: Iterable<string>): void {
  const { select: said } = actingWords();
  const all = new Set(wanted);
  const { commandTodos: most } = TODO_LIMITS;
  const ids = all.size > most ? new Set([...all].slice(0, most)) : all;
  shown.set({ ids });
  if (all.size > most) toast(said.atMost(most));
  announce(said.selected(ids.size));
}
