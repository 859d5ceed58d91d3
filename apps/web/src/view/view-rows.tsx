import type { Todo } from "@codex/core/todo";
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useShown } from "../acting/selection.js";
import { useStoreState } from "../sync/store-context.js";
import { partsOf } from "../todo/families.js";
import { TodoItem } from "../todo/todo-item.js";
import { useDrawnRows } from "../todo/use-drawn-rows.js";
import { prepareGestures, usePreparedGestures } from "../todo/use-gestures.js";
import { useRowActions } from "../todo/use-row-actions.js";
import { useRowFocus } from "../todo/use-row-focus.js";
import type { TodoCommands } from "../todo/use-todo-commands.js";
import { words } from "../words/words.js";
import type { Group } from "./groups.js";
import type { ViewList } from "./use-view-lists.js";
import "../todo/todo-list.css";
import "./view-rows.css";

interface ViewRowsProps {
  readonly groups: readonly Group[];
  readonly lists: readonly ViewList[];
  readonly commands: TodoCommands;
  /** What stands above a group. */
  readonly headingOf: (group: Group) => string;
  /** What a row tells of where its todo stands; the same object as long as it is the same. */
  readonly markOf: (todo: Todo) => ReactNode;
  /** Takes the focus when there is no row left to have it. */
  readonly fallbackFocus: RefObject<HTMLElement | null>;
}

/** The rows of a view, in groups. As in a list only those in sight are drawn. Their order is not anybody's to change. */
export function ViewRows({ groups, lists, commands, headingOf, markOf, fallbackFocus }: ViewRowsProps) {
  const [editing, setEditing] = useState<Todo>();
  const { entries, todos, entryOf } = useEntries(groups, editing);
  const latest = useRef(todos);
  useLayoutEffect(() => {
    latest.current = todos;
  });
  const byId = useMemo(() => new Map(lists.map((list) => [list.id, list])), [lists]);
  const { list, current, focusRow, listProps } = useRowFocus(todos, fallbackFocus);
  const actions = useRowActions({ commands, place: staysInPlace, rows: latest, setEditing, focusRow });
  const drawn = useDrawnRows(entries, list, [
    entryOf.get(todos[current]?.id) ?? -1,
    entryOf.get(editing?.id) ?? -1,
  ]);
  usePreparedGestures(todos.length > 0);
  const synced = useStoreState().rows;
  useShown(
    useMemo(() => todos.filter(({ listId }) => byId.get(listId)?.canEdit), [todos, byId]),
    focusRow,
  );
  return (
    <ul
      className="todos"
      aria-label={words.todo.rows}
      ref={list}
      data-windowed={drawn.height !== undefined}
      style={{ height: drawn.height }}
      onPointerEnter={({ pointerType }) => prepareGestures(pointerType)}
      {...listProps}
    >
      {drawn.rows.map(({ todo: entry, index, start }) =>
        "group" in entry ? (
          <li
            key={entry.id}
            ref={drawn.measure}
            className="view-group"
            data-index={index}
            data-kind={entry.group.kind}
            {...onto(entry.group, byId)}
            style={start === undefined ? undefined : { top: start }}
          >
            <h2 dir="auto">{headingOf(entry.group)}</h2>
          </li>
        ) : (
          <TodoItem
            key={entry.id}
            todo={entry.todo}
            index={index}
            count={todos.length}
            place={entry.place}
            start={start}
            measure={drawn.measure}
            isTabStop={entry.place === current}
            isEditing={entry.id === editing?.id}
            canEdit={byId.get(entry.todo.listId)?.canEdit ?? false}
            author={undefined}
            mark={markOf(entry.todo)}
            {...partsOf(synced, entry.todo)}
            isUnder={false}
            targets={byId.get(entry.todo.listId)?.targets ?? []}
            actions={actions}
          />
        ),
      )}
    </ul>
  );
}

/** What a todo becomes by being dropped onto a heading: of that day, or of that list. */
function onto({ kind, of }: Group, lists: ReadonlyMap<string, ViewList>) {
  if (kind === "day") return { "data-day": of };
  return kind === "list" && lists.get(of)?.canEdit ? { "data-list": of } : {};
}

/** Where its day and its list put it. */
const staysInPlace = () => {};

type Entry =
  | { readonly id: string; readonly group: Group }
  | { readonly id: string; readonly todo: Todo; readonly place: number };

interface Entries {
  /** Headings and todos as they follow each other. */
  readonly entries: readonly Entry[];
  readonly todos: readonly Todo[];
  /** At which entry a todo stands, by its id. */
  readonly entryOf: ReadonlyMap<string | undefined, number>;
}

/** @param editing - stays although it may not belong here any more: what is being written must not get lost */
function useEntries(groups: readonly Group[], editing: Todo | undefined): Entries {
  return useMemo(() => {
    const entries: Entry[] = [];
    const todos: Todo[] = [];
    const entryOf = new Map<string | undefined, number>();
    const put = (todo: Todo) => {
      entryOf.set(todo.id, entries.length);
      entries.push({ id: todo.id, todo, place: todos.length });
      todos.push(todo);
    };
    for (const group of groups) {
      entries.push({ id: `${group.kind} ${group.of}`, group });
      for (const todo of group.todos) put(todo);
    }
    if (editing && !entryOf.has(editing.id)) put(editing);
    return { entries, todos, entryOf };
  }, [groups, editing]);
}
