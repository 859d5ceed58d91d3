import type { Todo } from "@codex/core/todo";
import { type RefObject, useMemo } from "react";
import { afterPaint } from "../ui/after-paint.js";
import { peersOf } from "./families.js";
import type { RowActions } from "./todo-item.js";
import type { Place } from "./use-place.js";
import type { TodoCommands } from "./use-todo-commands.js";

interface RowWays {
  readonly commands: TodoCommands;
  readonly place: Place;
  /** The rows that are shown. */
  readonly rows: RefObject<readonly Todo[]>;
  readonly setEditing: (todo: Todo | undefined) => void;
  readonly focusRow: (id: string) => void;
}

/** What a row's controls do. The same object on every render, if it is given the same functions. */
export function useRowActions({ commands, place, rows, setEditing, focusRow }: RowWays): RowActions {
  return useMemo<RowActions>(() => {
    const endEdit = (todo: Todo, byKey: boolean) => {
      setEditing(undefined);
      if (byKey) focusRow(todo.id);
    };
    return {
      // Its row shows it already.
      complete: (todo, completed) => afterPaint(() => commands.update(todo, { completed })),
      remove: (todo) => commands.remove(todo),
      move: (todo, to) => commands.move(todo, to),
      shift: (todo, by) => {
        const peers = peersOf(todo, rows.current);
        const at = peers.findIndex(({ id }) => id === todo.id);
        place(todo, rows.current, at + by);
      },
      edit: (todo) => setEditing(todo),
      cancelEdit: (todo) => endEdit(todo, true),
      commit: (todo, { text, before, basedOn, byKey }) => {
        endEdit(todo, byKey);
        if (text === "") commands.remove(todo);
        else if (text !== before) afterPaint(() => commands.update(todo, { text }, basedOn));
      },
    };
  }, [commands, place, rows, setEditing, focusRow]);
}
