import type { List } from "@codex/core/list";
import { byRank } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useShown } from "../acting/selection.js";
import { useAuthors, useTargets } from "../list/use-list-of-rows.js";
import { useStoreState } from "../sync/store-context.js";
import { words } from "../words/words.js";
import { isUnder, partsOf, peersOf } from "./families.js";
import { TodoItem } from "./todo-item.js";
import { useDrawnRows } from "./use-drawn-rows.js";
import { prepareGestures, useDrops, usePreparedGestures } from "./use-gestures.js";
import { type Place, usePlacedRows } from "./use-place.js";
import { useRowActions } from "./use-row-actions.js";
import { useRowFocus } from "./use-row-focus.js";
import type { TodoCommands } from "./use-todo-commands.js";
import "./todo-list.css";

export interface TodoListProps {
  /** Undefined until it is known, and for a visitor. */
  readonly list: List | undefined;
  readonly commands: TodoCommands;
  readonly place: Place;
  readonly rows: readonly Todo[];
  /** Takes the focus when there is no row left to have it. */
  readonly fallbackFocus: RefObject<HTMLElement | null>;
}

/**
 * The rows of the chosen filter. Only those in sight are drawn, and the one that has the focus or is edited; nothing is
 * drawn anew where only what stands around them changes.
 */
export const TodoList = memo(function TodoList(props: TodoListProps) {
  const { list: todoList, rows, commands, place, fallbackFocus } = props;
  const [editing, setEditing] = useState<Todo>();
  const kept = useMemo(() => keepRow(rows, editing), [rows, editing]);
  const [shown, placeAt] = usePlacedRows(kept, place);
  const latest = useLatest(shown);
  const { list, current, focusRow, listProps } = useRowFocus(shown, fallbackFocus);
  const actions = useRowActions({ commands, place: placeAt, rows: latest, setEditing, focusRow });
  const drawn = useDrawnRows(shown, list, [
    current,
    editing ? shown.findIndex(({ id }) => id === editing.id) : -1,
  ]);
  // A row that is put elsewhere in the document is laid out and painted anew. Where rows have places of their own, that
  // waits for the frame after the one that shows it moved.
  const standing = shown === kept || drawn.height === undefined ? drawn.rows : inOrderOf(kept, drawn.rows);
  const authors = useAuthors(todoList);
  const targets = useTargets(todoList);
  const synced = useStoreState().rows;
  const canEdit = todoList?.role !== "viewer";
  useShown(canEdit ? shown : NONE, focusRow);
  usePreparedGestures(canEdit && rows.length > 0);
  useDrops(({ moved, target, side }) => {
    const todo = shown.find(({ id }) => id === moved);
    const others = shown.filter(({ id }) => id !== moved);
    const beside = others.findIndex(({ id }) => id === target);
    if (!todo || beside < 0) return;
    const above = new Set(others.slice(0, side === "before" ? beside : beside + 1));
    placeAt(todo, shown, peersOf(todo, shown).filter((peer) => above.has(peer)).length);
  });

  return (
    <ul
      className="todos"
      aria-label={words.todo.rows}
      ref={list}
      data-windowed={drawn.height !== undefined}
      style={{ height: drawn.height }}
      onPointerEnter={canEdit ? ({ pointerType }) => prepareGestures(pointerType) : undefined}
      {...listProps}
    >
      {standing.map(({ todo, index, start }) => (
        <TodoItem
          key={todo.id}
          todo={todo}
          isUnder={isUnder(shown, index)}
          {...partsOf(synced, todo)}
          index={index}
          count={shown.length}
          start={start}
          measure={drawn.measure}
          isTabStop={index === current}
          isEditing={todo.id === editing?.id}
          canEdit={canEdit}
          author={authors?.(todo.createdBy)}
          targets={targets}
          actions={actions}
        />
      ))}
    </ul>
  );
});

const NONE: readonly Todo[] = [];

/** Drawn rows in the order in which their todos stand elsewhere. */
function inOrderOf<Row extends { readonly todo: Todo }>(
  todos: readonly Todo[],
  drawn: readonly Row[],
): Row[] {
  const left = new Map(drawn.map((row) => [row.todo.id, row]));
  const rows: Row[] = [];
  for (const { id } of todos) {
    const row = left.get(id);
    if (row && left.delete(id)) rows.push(row);
    if (left.size === 0) break;
  }
  return rows;
}

/** What was drawn last, for what happens later. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** A row that is being edited stays, even if another browser deletes it: its text must not get lost. */
function keepRow(rows: readonly Todo[], editing: Todo | undefined): readonly Todo[] {
  if (!editing || rows.some(({ id }) => id === editing.id)) return rows;
  const next = rows.findIndex((row) => byRank(row, editing) > 0);
  return rows.toSpliced(next < 0 ? rows.length : next, 0, editing);
}
