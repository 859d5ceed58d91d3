import type { List } from "@codex/core/list";
import type { Todo } from "@codex/core/todo";
import { type RefObject, useMemo, useState } from "react";
import { useAuthors, useTargets } from "../list/use-list-of-rows.js";
import { LoadMore } from "./load-more.js";
import { TodoItem } from "./todo-item.js";
import { useRowActions } from "./use-row-actions.js";
import { useRowFocus } from "./use-row-focus.js";
import { useShownRows } from "./use-shown-rows.js";
import type { TodoCommands } from "./use-todo-commands.js";
import "./todo-list.css";

interface TodoListProps {
  /** Undefined until it is known, and for a visitor. */
  readonly list: List | undefined;
  readonly commands: TodoCommands;
  readonly rows: readonly Todo[];
  /** Takes the focus when there is no row left to have it. */
  readonly fallbackFocus: RefObject<HTMLElement | null>;
}

/** The rows of the chosen filter, as many as were scrolled to, and the newest. */
export function TodoList(props: TodoListProps) {
  const { list: todoList, rows, commands, fallbackFocus } = props;
  const [editing, setEditing] = useState<Todo>();
  const withEdited = useMemo(() => keepRow(rows, editing), [rows, editing]);
  const { head, tail, showMore } = useShownRows(withEdited);
  const shown = useMemo(() => [...head, ...tail], [head, tail]);
  const { list, tabStop, focusRow, listProps } = useRowFocus(shown, fallbackFocus);
  const actions = useRowActions(commands, setEditing, focusRow);
  const authors = useAuthors(todoList);
  const targets = useTargets(todoList);
  const canEdit = todoList?.role !== "viewer";

  const item = (todo: Todo) => (
    <TodoItem
      key={todo.id}
      todo={todo}
      isTabStop={todo.id === tabStop}
      isEditing={todo.id === editing?.id}
      canEdit={canEdit}
      author={authors?.(todo.createdBy)}
      targets={targets}
      actions={actions}
    />
  );
  const hidden = withEdited.length - shown.length;
  return (
    <ul className="todos" aria-label="Todos" ref={list} {...listProps}>
      {head.map(item)}
      {hidden > 0 && <LoadMore key="more" hidden={hidden} onMore={showMore} />}
      {tail.map(item)}
    </ul>
  );
}

/** A row that is being edited stays, even if another browser deletes it: its text must not get lost. */
function keepRow(rows: readonly Todo[], editing: Todo | undefined): readonly Todo[] {
  if (!editing || rows.some(({ id }) => id === editing.id)) return rows;
  const next = rows.findIndex(({ createdAt }) => createdAt > editing.createdAt);
  return rows.toSpliced(next < 0 ? rows.length : next, 0, editing);
}
