import type { Todo } from "@codex/core/todo";
import { useMemo } from "react";
import type { RowActions } from "./todo-item.js";
import type { TodoCommands } from "./use-todo-commands.js";

/** What a row's controls do. The same object on every render, if it is given the same functions. */
export function useRowActions(
  commands: TodoCommands,
  setEditing: (todo: Todo | undefined) => void,
  focusRow: (id: string) => void,
): RowActions {
  return useMemo<RowActions>(() => {
    const endEdit = (todo: Todo, byKey: boolean) => {
      setEditing(undefined);
      if (byKey) focusRow(todo.id);
    };
    return {
      toggle: (todo) => commands.update(todo, { completed: !todo.completed }),
      remove: (todo) => commands.remove(todo),
      move: (todo, to) => commands.move(todo, to),
      edit: (todo) => setEditing(todo),
      cancelEdit: (todo) => endEdit(todo, true),
      commit: (todo, text, byKey) => {
        endEdit(todo, byKey);
        if (text === "") commands.remove(todo);
        else if (text !== todo.text) commands.update(todo, { text });
      },
    };
  }, [commands, setEditing, focusRow]);
}
