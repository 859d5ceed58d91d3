import type { Todo } from "@codex/core/todo";
import { type ReactNode, useCallback, useRef } from "react";
import { acting } from "../acting/acting.js";
import { useIsSelected } from "../acting/selection.js";
import type { Swiped } from "./swipe.js";
import type { RowActions } from "./todo-item.js";
import { useRowGestures } from "./use-gestures.js";

export interface RowProps {
  readonly todo: Todo;
  /** Whether it stands under what it is a subtask of. */
  readonly isUnder: boolean;
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
  const { todo, isUnder, index, count, place, start, measure, canEdit, actions, children } = props;
  const row = useRef<HTMLLIElement>(null);
  const swiped = (what: Swiped) => {
    if (what === "complete") actions.complete(todo, !todo.completed);
    else actions.remove(todo);
  };
  useRowGestures(row, todo.id, canEdit, swiped, place === undefined);
  const selected = useIsSelected(todo.id);
  const Pick = acting.get()?.Pick;
  const attach = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      measure(element);
    },
    [measure],
  );
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: entries of a list have levels since ARIA 1.2
    <li
      ref={attach}
      className="todo"
      data-id={todo.id}
      data-index={index}
      data-completed={todo.completed}
      data-selected={selected}
      data-under={isUnder || undefined}
      aria-level={isUnder ? 2 : undefined}
      aria-setsize={count}
      aria-posinset={(place ?? index) + 1}
      style={start === undefined ? undefined : { top: start }}
    >
      {selected !== undefined && Pick && <Pick todo={todo} selected={selected} />}
      {children}
    </li>
  );
}
