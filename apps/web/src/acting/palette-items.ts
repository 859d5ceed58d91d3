import type { RowsView } from "@codex/client/rows";
import type { List } from "@codex/core/list";
import type { Todo } from "@codex/core/todo";
import { keyOf, targetsFrom } from "../list/use-lists.js";
import { pathOf } from "../todo/filter.js";
import { fold, found } from "../todo/search.js";
import { actingWords } from "../words/acting-words.js";
import { words } from "../words/words.js";
import type { InFront } from "./acting-layer.js";
import { focusWhenShown } from "./go-to.js";
import { beginSelecting, selectAll } from "./select.js";
import { shown } from "./selection.js";
import { type Actions, dueIn } from "./use-actions.js";
import type { Undo } from "./use-undo.js";

/** One thing that can be chosen. */
export interface Item {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  /** Where it is, or what else it says. */
  readonly more?: string;
  readonly run: () => void;
  /** It does not close the commands, but asks for something first. */
  readonly asks?: true;
}

/** What the choices are about, and what they do it with. */
export interface Ways {
  readonly lists: readonly List[];
  readonly rows: RowsView;
  /** The todos that were selected, or the one that had the focus. */
  readonly todos: readonly Todo[];
  readonly actions: Actions;
  readonly undo: Undo;
  readonly navigate: (path: string) => void;
  readonly open: (what: InFront) => void;
  readonly settings: () => void;
  readonly askListName: () => void;
  /** Undefined for who is nobody yet. */
  readonly signOut: (() => void) | undefined;
}

const PRIORITIES = [1, 2, 3] as const;

/** Todos that are found at once. */
const MOST_TODOS = 20;

/** All that can be chosen without a name being typed. */
export function commandItems(ways: Ways): readonly Item[] {
  return [...todoItems(ways), ...placeItems(ways), ...otherItems(ways)];
}

/** What has every word of what was typed: commands and places first, then todos. */
export function matching(items: readonly Item[], text: string, ways: Ways): readonly Item[] {
  const wanted = fold(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  if (wanted.length === 0) return items;
  const named = items.filter(({ name }) => {
    const folded = fold(name);
    return wanted.every((word) => folded.includes(word));
  });
  return [...named, ...foundTodos(text, ways)];
}

function todoItems({ todos, lists, actions }: Ways): readonly Item[] {
  const [first] = todos;
  if (!first) return [];
  const { palette, do: said } = actingWords();
  const group = todos.length === 1 ? palette.on(first.text) : palette.onSeveral(todos.length);
  const item = (id: string, name: string, run: () => void): Item => ({ id: `todo-${id}`, group, name, run });
  const reopens = todos.every(({ completed }) => completed);
  const from = new Set(todos.map(({ listId }) => listId));
  const here = from.size === 1 ? lists.find(({ id }) => from.has(id)) : undefined;
  const days = [
    [palette.due(said.today), dueIn(0)],
    [palette.due(said.tomorrow), dueIn(1)],
  ] as const;
  return [
    item("complete", reopens ? said.reopen : said.complete, () => actions.complete(todos, !reopens)),
    item("delete", said.delete, () => actions.remove(todos)),
    ...targetsFrom(lists, here).map((to) =>
      item(`move-${to.id}`, palette.moveTo(to.name), () => actions.move(todos, to)),
    ),
    ...PRIORITIES.map((priority) =>
      item(`priority-${priority}`, palette.priority(said.priorities[priority]), () =>
        actions.set(todos, { priority }),
      ),
    ),
    item("priority-none", said.noPriority, () => actions.set(todos, { priority: null })),
    ...days.map(([name, day], index) => item(`due-${index}`, name, () => actions.setDay(todos, day))),
    item("due-none", palette.due(said.noDue), () => actions.set(todos, { due: null })),
    ...(todos.length === 1 ? [item("under", said.under, () => actions.putUnderAbove(first))] : []),
  ];
}

function placeItems({ lists, navigate }: Ways): readonly Item[] {
  const { go: group, views } = actingWords().palette;
  const item = (id: string, name: string, path: string): Item => ({
    id: `go-${id}`,
    group,
    name,
    run: () => navigate(path),
  });
  return [
    ...(lists.length === 0 ? [item("inbox", words.list.inbox, "/")] : []),
    ...lists.map((list) => item(list.id, list.name, pathOf({ ...keyOf(list), filter: "all" }))),
    item("today", views.today, "/today"),
    item("upcoming", views.upcoming, "/upcoming"),
    item("all", views.all, "/all"),
  ];
}

function otherItems({ undo, open, settings, askListName, navigate, signOut }: Ways): readonly Item[] {
  const { palette, select } = actingWords();
  const item = (id: string, name: string, run: () => void): Item => ({
    id,
    group: palette.more,
    name,
    run,
  });
  const hasRows = shown.get().rows.length > 0;
  return [
    { ...item("new-list", palette.newList, askListName), asks: true },
    ...(hasRows ? [item("select", select.begin, beginSelecting)] : []),
    ...(hasRows ? [item("select-all", palette.selectAll, selectAll)] : []),
    item("undo", palette.undo, undo.undo),
    item("redo", palette.redo, undo.redo),
    item("keys", palette.keys, () => open("keys")),
    item("settings", palette.settings, settings),
    ...(signOut
      ? [
          item("trash", palette.trash, () => open("trash")),
          item("account", palette.account, () => navigate("/account")),
          item("sign-out", palette.signOut, signOut),
        ]
      : []),
  ];
}

function foundTodos(text: string, { lists, rows, navigate }: Ways): readonly Item[] {
  const items: Item[] = [];
  for (const list of lists) {
    for (const todo of found(rows.todosOf(list.id), text).slice(0, MOST_TODOS - items.length))
      items.push({
        id: todo.id,
        group: actingWords().palette.todos,
        name: todo.text,
        more: list.name,
        run: () => {
          // Where it is in sight already, with the search that found it, it only gets the focus.
          if (!shown.get().rows.some(({ id }) => id === todo.id))
            navigate(pathOf({ ...keyOf(list), filter: "all" }));
          focusWhenShown(todo.id);
        },
      });
    if (items.length >= MOST_TODOS) break;
  }
  return items;
}
