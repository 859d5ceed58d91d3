import { dateOfDue, dayAt, shiftDueDays } from "@codex/core/due";
import type { Todo } from "@codex/core/todo";
import { useMemo } from "react";
import { ownZone } from "../details/clock.js";
import { useRun, useStore } from "../sync/store-context.js";
import type { Target, TodoChanges } from "../todo/command.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { actingWords } from "../words/acting-words.js";
import { endSelecting } from "./select.js";
import { rowsWith } from "./selection.js";
import { useUndo } from "./use-undo.js";

const DAY_MS = 86_400_000;

/** What can be done with several todos: each is one command, which one undo takes back. */
export interface Actions {
  complete(todos: readonly Todo[], completed: boolean): void;
  remove(todos: readonly Todo[]): void;
  move(todos: readonly Todo[], to: Target): void;
  label(todos: readonly Todo[], add: readonly string[], remove: readonly string[]): void;
  set(todos: readonly Todo[], changes: Pick<TodoChanges, "priority" | "due">): void;
  /** Sets the day on which todos are due. A time of day that one has stays. */
  setDay(todos: readonly Todo[], day: string): void;
  /** Puts todos under another, which says why if it cannot be. */
  putUnder(todos: readonly Todo[], parent: Todo): void;
  /** Puts a todo under the nearest one above it, or under what that one is under. */
  putUnderAbove(todo: Todo): void;
  putOut(todo: Todo): void;
}

export function useActions(): Actions {
  const store = useStore();
  const run = useRun();
  const { tell } = useUndo();
  return useMemo<Actions>(() => {
    const idsOf = (todos: readonly Todo[]) => todos.map(({ id }) => id);
    const putUnder = (todos: readonly Todo[], parent: Todo) => {
      const { rows } = store.get();
      const moved = todos.filter(({ id, parentId }) => id !== parent.id && parentId !== parent.id);
      const [only] = moved;
      if (!only) return;
      if (parent.parentId) toast(actingWords().isSubtask);
      else if (moved.some(({ seriesId }) => seriesId)) toast(actingWords().repeats);
      else if (rows.subtasksOf(moved).length > 0) toast(actingWords().hasSubtasks);
      else {
        tell(run({ kind: "todo.update", ids: idsOf(moved), set: { parentId: parent.id } }));
        if (moved.length === 1) announce(actingWords().nowUnder(only.text, parent.text));
      }
    };
    return {
      complete(todos, completed) {
        tell(run({ kind: "todo.update", ids: idsOf(todos), set: { completed } }));
      },
      remove(todos) {
        tell(run({ kind: "todo.delete", ids: idsOf(todos) }));
      },
      move(todos, to) {
        tell(run({ kind: "todo.move", ids: idsOf(todos), listId: to.id }));
        endSelecting();
      },
      label(todos, add, remove) {
        tell(run({ kind: "todo.label", ids: idsOf(todos), add: [...add], remove: [...remove] }));
      },
      set(todos, changes) {
        tell(run({ kind: "todo.update", ids: idsOf(todos), set: changes }));
      },
      setDay(todos, day) {
        const zone = ownZone();
        const moved = todos.filter(({ due }) => !due || dateOfDue(due, zone) !== day);
        // One, but where the zone of a time has another day than this one.
        const dateOf = (todo: Todo) => onDay(todo, day, zone).slice(0, 10);
        for (const due of new Set(moved.map(dateOf))) {
          const ids = idsOf(moved.filter((todo) => dateOf(todo) === due));
          tell(run({ kind: "todo.update", ids, set: { due }, keepTime: true }));
        }
      },
      putUnder,
      putUnderAbove(todo) {
        const rows = rowsWith(todo.id);
        const above = rows
          .slice(
            0,
            rows.findIndex(({ id }) => id === todo.id),
          )
          .at(-1);
        const parent = above?.parentId ? store.get().rows.todo(above.parentId) : above;
        if (parent && parent.id !== todo.id && parent.listId === todo.listId) putUnder([todo], parent);
        else toast(actingWords().noneAbove);
      },
      putOut(todo) {
        if (!todo.parentId) return;
        tell(run({ kind: "todo.update", ids: [todo.id], set: { parentId: null } }));
        announce(actingWords().nowNotUnder(todo.text));
      },
    };
  }, [store, run, tell]);
}

/** When a todo would be due on another day, as the days are where it is looked at. */
function onDay({ due }: Todo, day: string, zone: string): string {
  if (!due) return day;
  const days = (Date.parse(day) - Date.parse(dateOfDue(due, zone))) / DAY_MS;
  return shiftDueDays(due, days) ?? day;
}

/** The day that it is here, or some days later. */
export function dueIn(days: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const today = dayAt(Date.now(), timeZone);
  return shiftDueDays(today, days) ?? today;
}
