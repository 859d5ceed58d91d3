import type { BasedOn } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { TODO_LIMITS } from "@codex/core/limits";
import { ranksAfter } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { UNKNOWN_INBOX } from "@codex/core/view";
import { useMemo } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { words } from "../words/words.js";
import { markAdded } from "./added.js";
import type { Create, InList, Target, TodoChanges } from "./command.js";
import { markCompleted } from "./fold.js";
import { chunksOf } from "./lines.js";

/** What a person can do in a list. Each shows at once, is sent in order, and is taken back if it is refused. */
export interface TodoCommands {
  readonly create: Create;
  /** @param basedOn - what was there when somebody began to write, where that is not what is there now */
  update(todo: Todo, set: TodoChanges, basedOn?: BasedOn): void;
  remove(todo: Todo): void;
  move(todo: Todo, to: Target): void;
  setAllCompleted(completed: boolean): void;
  clearCompleted(): void;
}

/** Todos that one command adds, and that are taken back as one: of so many characters as a request holds in any script. */
const ADDED_AT_ONCE = { count: TODO_LIMITS.newTodos, weight: 200_000 };

/** What a person can do with the todos of a list. */
export function useTodoCommands({ listId }: InList): TodoCommands {
  const store = useStore();
  const run = useRun();
  return useMemo<TodoCommands>(() => {
    /** Says what was done, with a way back. */
    const undoable = (text: string, commandId: string) =>
      toast(text, { label: words.todo.said.undo, run: () => void store.takeBack(commandId) });
    return {
      create(texts, { listId: into = listId, ...given } = {}) {
        const { rows } = store.get();
        const last = rows.todosOf(into ?? rows.inboxId ?? UNKNOWN_INBOX).at(-1);
        // Given here, so that what is put beside them before they are sent is still there afterwards.
        const ranks = ranksAfter(last, new Date().toISOString(), texts.length);
        const todos = ranks.map((rank, index) => ({
          id: newId(),
          text: texts[index] ?? "",
          rank,
          ...given,
        }));
        markAdded(todos);
        let commandId = "";
        for (const chunk of chunksOf(todos, ADDED_AT_ONCE, (todo) => JSON.stringify(todo).length))
          commandId = run({ kind: "todo.create", listId: into, todos: chunk });
        announce(words.todo.said.added(texts.length));
        return commandId;
      },
      update({ id }, set, basedOn) {
        if (set.completed) markCompleted(id);
        run({ kind: "todo.update", ids: [id], set, ...(basedOn ? { basedOn } : {}) });
        const { said } = words.todo;
        if (set.text !== undefined) announce(said.changed);
        if (set.completed !== undefined) announce(set.completed ? said.completed : said.reopened);
      },
      remove({ id }) {
        undoable(words.todo.said.deleted, run({ kind: "todo.delete", ids: [id] }));
      },
      move({ id }, to) {
        undoable(words.todo.said.movedTo(to.name), run({ kind: "todo.move", ids: [id], listId: to.id }));
      },
      setAllCompleted(completed) {
        run({ kind: "todo.setAllCompleted", listId, completed });
        announce(completed ? words.todo.said.allCompleted : words.todo.said.allReopened);
      },
      clearCompleted() {
        undoable(words.todo.said.cleared, run({ kind: "todo.clearCompleted", listId }));
      },
    };
  }, [listId, run, store]);
}
