import { TODO_LIMITS } from "@codex/core/limits";
import { useMemo } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import type { NewTodo } from "../todo/command.js";
import { type TodoCommands, useTodoCommands } from "../todo/use-todo-commands.js";
import { toast } from "../ui/toast.js";
import { words } from "../words/words.js";
import type { Today } from "./days.js";
import type { ViewPlace } from "./place.js";
import type { ViewQuery } from "./query.js";

/** What new todos have that are written in a view: what it takes for them to be shown there. */
export function givenIn(place: ViewPlace, query: ViewQuery, { date }: Today): NewTodo {
  const isForToday = place.kind === "today" || query.due === "today" || query.due === "week";
  return {
    ...(isForToday ? { due: date } : {}),
    ...(query.priority === undefined ? {} : { priority: query.priority }),
    ...(query.labels.length > 0 ? { labels: [...query.labels] } : {}),
  };
}

/**
 * What a person can do in a view. A todo that is completed goes out of sight in most of them, so there is a way back.
 *
 * @param given - what new todos have; the same object on every render
 */
export function useViewCommands(listId: string | undefined, given: NewTodo): TodoCommands {
  const commands = useTodoCommands({ listId });
  const store = useStore();
  const run = useRun();
  return useMemo<TodoCommands>(
    () => ({
      ...commands,
      create: (texts, typed = {}) => commands.create(texts, withTyped(given, typed)),
      update(todo, set, basedOn) {
        if (set.completed !== true) {
          commands.update(todo, set, basedOn);
          return;
        }
        const id = run({ kind: "todo.update", ids: [todo.id], set });
        toast(words.todo.said.completed, {
          label: words.todo.said.undo,
          run: () => void store.takeBack(id),
        });
      },
    }),
    [commands, given, run, store],
  );
}

/** What is typed counts where it says something else than the view; of labels a todo has those of both. */
function withTyped(given: NewTodo, typed: NewTodo): NewTodo {
  const labels = [...new Set([...(given.labels ?? []), ...(typed.labels ?? [])])];
  return {
    ...given,
    ...typed,
    ...(labels.length > 0 ? { labels: labels.slice(0, TODO_LIMITS.labels) } : {}),
  };
}
