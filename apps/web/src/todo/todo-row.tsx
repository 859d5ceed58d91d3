import type { Todo } from "@codex/core/todo";
import { type ReactNode, useCallback, useRef } from "react";
import { useDraggableRow } from "./use-drag.js";

export interface RowProps {
  readonly todo: Todo;
  readonly index: number;
  /** How many rows there are, drawn or not. */
  readonly count: number;
  /** Pixels from the top of the list; undefined where the rows just follow each other. */
  readonly start: number | undefined;
  readonly measure: (row: HTMLElement | null) => void;
}

/** The place of a todo in the list, where it can be dragged from and to. */
export function Row(props: RowProps & { readonly canEdit: boolean; readonly children: ReactNode }) {
  const { todo, index, count, start, measure, canEdit, children } = props;
  const row = useRef<HTMLLIElement>(null);
  useDraggableRow(row, todo.id, canEdit);
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
      aria-posinset={index + 1}
      style={start === undefined ? undefined : { transform: `translateY(${start}px)` }}
    >
      {children}
    </li>
  );
}
