import type { Todo } from "@codex/core/todo";
import { type KeyboardEvent, memo } from "react";
import { CrossIcon } from "../ui/icons.js";
import { TodoEditor } from "./todo-editor.js";
import "./todo-item.css";

/** What can be done from a row; the same functions for all rows, so that a row is drawn only when it changes. */
export interface RowActions {
  toggle(todo: Todo): void;
  remove(todo: Todo): void;
  edit(todo: Todo): void;
  commit(todo: Todo, text: string, byKey: boolean): void;
  cancelEdit(todo: Todo): void;
}

interface TodoItemProps {
  readonly todo: Todo;
  /** Whether Tab stops at this row; arrow keys go to the others. */
  readonly isTabStop: boolean;
  readonly isEditing: boolean;
  readonly actions: RowActions;
}

/** One todo: a checkbox named by its text, the text, which opens to be changed, and a way to delete it. */
export const TodoItem = memo(function TodoItem({ todo, isTabStop, isEditing, actions }: TodoItemProps) {
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <li className="todo" data-id={todo.id} data-completed={todo.completed}>
      <input
        type="checkbox"
        className="check"
        aria-label={todo.text}
        tabIndex={tabIndex}
        checked={todo.completed}
        onChange={() => actions.toggle(todo)}
        onKeyDown={(event) => onRowKey(event, todo, actions)}
      />
      {isEditing ? (
        <TodoEditor
          text={todo.text}
          onCommit={(text, byKey) => actions.commit(todo, text, byKey)}
          onCancel={() => actions.cancelEdit(todo)}
        />
      ) : (
        <button
          type="button"
          className="todo-text"
          aria-label={`Edit ${todo.text}`}
          tabIndex={tabIndex}
          onClick={() => actions.edit(todo)}
          onKeyDown={(event) => onRowKey(event, todo, actions)}
        >
          <span dir="auto">{todo.text}</span>
        </button>
      )}
      <button
        type="button"
        className="todo-delete"
        aria-label={`Delete ${todo.text}`}
        title="Delete"
        tabIndex={tabIndex}
        onClick={() => actions.remove(todo)}
      >
        <CrossIcon />
      </button>
    </li>
  );
});

function onRowKey(event: KeyboardEvent<HTMLElement>, todo: Todo, actions: RowActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onCheckbox = event.currentTarget instanceof HTMLInputElement;
  if (event.key === "F2" || (event.key === "Enter" && onCheckbox)) actions.edit(todo);
  else if (event.key === "Delete" || event.key === "Backspace") actions.remove(todo);
  else return;
  event.preventDefault();
}
