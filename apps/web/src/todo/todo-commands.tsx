import { newId } from "@codex/core/id";
import { REQUEST_LIMITS } from "@codex/core/limits";
import type { Todo } from "@codex/core/todo";
import { useMutation } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { isUnreachable, shouldRetry } from "../failure.js";
import { trpc } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import type { TodoChanges, TodoCommand } from "./command.js";
import { CommandLog, type CommandLogState, type Entry, type Failure, NotSentError } from "./command-log.js";
import { chunksOf } from "./lines.js";
import { sendCommand } from "./send-command.js";
import { useCatchUp } from "./use-catch-up.js";

/** What a person can do. Each shows at once, is sent in order, and is taken back if it fails. */
export interface TodoCommands {
  create(texts: readonly string[]): void;
  update(todo: Todo, set: TodoChanges): void;
  remove(todo: Todo): void;
  /** @param seen the todos on the page */
  setAllCompleted(completed: boolean, seen: readonly Todo[]): void;
  clearCompleted(): void;
  /** Runs what failed again. */
  retryFailures(): void;
  /** Lets go of what failed, and gives it back. */
  dismissFailures(): readonly Failure[];
}

interface Context {
  readonly log: CommandLog;
  readonly commands: TodoCommands;
}

const CommandsContext = createContext<Context | undefined>(undefined);

export function TodoCommandsProvider({ children }: { children: ReactNode }) {
  const [log] = useState(() => new CommandLog());
  const run = useRun(log);
  const value = useMemo(() => ({ log, commands: makeCommands(log, run) }), [log, run]);
  return <CommandsContext value={value}>{children}</CommandsContext>;
}

/** What a person can do with todos. */
export function useTodoCommands(): TodoCommands {
  return useCommandsContext().commands;
}

/** The commands that what was read may not contain yet, and those that failed. */
export function useCommandLog(): CommandLogState {
  const { log } = useCommandsContext();
  return useSyncExternalStore(log.subscribe, log.get);
}

function useCommandsContext(): Context {
  const context = useContext(CommandsContext);
  if (!context) throw new Error("Todos are used outside of TodoCommandsProvider");
  return context;
}

/** Shows a command's effect and sends it, one at a time and in order; offline it waits. */
function useRun(log: CommandLog): (command: TodoCommand) => void {
  const { client, todo } = trpc.useUtils();
  const catchUp = useCatchUp(log);
  const { mutate } = useMutation({
    mutationKey: ["todo", "command"],
    scope: { id: "todos" },
    mutationFn: async (entry: Entry) => {
      log.assertMaySend(entry);
      await sendCommand(client, entry.command);
    },
    retry: shouldRetry,
    gcTime: 0,
    onSuccess: (_answer, entry) => log.accept(entry),
    onError: (error, entry) =>
      log.fail(entry, error, { stopRound: isUnreachable(error) && !(error instanceof NotSentError) }),
    // Not awaited: the next command must not wait until the lists were read again.
    onSettled: () => void catchUp(),
  });
  const [run] = useState(() => (command: TodoCommand) => {
    // Counts that are on their way may or may not contain this command, and there is no way to tell.
    void todo.counts.cancel();
    mutate(log.add(command));
  });
  return run;
}

function makeCommands(log: CommandLog, run: (command: TodoCommand) => void): TodoCommands {
  return {
    create(texts) {
      const createdAt = new Date().toISOString();
      const todos = texts.map((text) => ({ id: newId(), text, completed: false, createdAt }));
      for (const chunk of chunksOf(todos, REQUEST_LIMITS.batchCalls)) run({ kind: "create", todos: chunk });
      announce(texts.length === 1 ? "Todo added" : `${texts.length.toLocaleString("en")} todos added`);
    },
    update(before, set) {
      run({ kind: "update", before, set });
      if (set.text !== undefined) announce("Todo changed");
      if (set.completed !== undefined) announce(set.completed ? "Todo completed" : "Todo active again");
    },
    remove(before) {
      run({ kind: "delete", before });
      announce("Todo deleted");
    },
    setAllCompleted(completed, seen) {
      run({ kind: "setAllCompleted", completed, seen });
      announce(completed ? "All todos completed" : "All todos active again");
    },
    clearCompleted() {
      run({ kind: "clearCompleted" });
      announce("Completed todos cleared");
    },
    retryFailures() {
      for (const { command } of log.takeFailures()) run(command);
    },
    dismissFailures: () => log.takeFailures(),
  };
}
