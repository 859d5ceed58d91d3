import type { Todo } from "@codex/core/todo";
import { type ReactNode, useCallback, useRef } from "react";
import type { Swiped } from "./swipe.js";
import type { RowActions } from "./todo-item.js";
import { useRowGestures } from "./use-gestures.js";

export interface RowProps {
  readonly todo: Todo;
  readonly index: number;
  /** How many rows there are, drawn or not. */
  readonly count: number;
  /** Its place among the todos where other things stand between rows: an order that nobody can change. */
  readonly place?: number;
  /** Pixels from the top of the list; undefined where the rows just follow each other. */
  readonly start: number | undefined;
  readonly measure: (row: HTMLElement | null) => void;
}

interface EditableRowProps extends RowProps {
  readonly canEdit: boolean;
  readonly actions: RowActions;
  readonly children: ReactNode;
}

/** The place of a todo in the list, where it can be dragged from and to, and swiped. */
export function Row(props: EditableRowProps) {
  const { todo, index, count, place, start, measure, canEdit, actions, children } = props;
  const row = useRef<HTMLLIElement>(null);
  const swiped = (what: Swiped) => {
    if (what === "complete") actions.toggle(todo);
    else actions.remove(todo);
  };
  useRowGestures(row, todo.id, canEdit, swiped, place === undefined);
  const attach = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      measure(element);
    },
    [measure],
  );
  return (
    <li
      ref={attach}
      className="todo"
      data-id={todo.id}
      data-index={index}
      data-completed={todo.completed}
      aria-setsize={count}
      aria-posinset={(place ?? index) + 1}
      style={start === undefined ? undefined : { top: start }}
    >
      {children}
    </li>
  );
}
