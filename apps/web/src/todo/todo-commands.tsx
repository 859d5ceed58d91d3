import { newId } from "@codex/core/id";
import { REQUEST_LIMITS } from "@codex/core/limits";
import type { Todo } from "@codex/core/todo";
import { useMutation } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { remembered } from "../account/remembered.js";
import { AnotherUserError } from "../account/session.js";
import { useSession } from "../account/session-context.js";
import { isUnreachable, shouldRetrySending } from "../failure.js";
import { trpc } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import type { InList, Target, TodoChanges, TodoCommand } from "./command.js";
import { CommandLog, type CommandLogState, type Entry, type Failure, NotSentError } from "./command-log.js";
import { chunksOf } from "./lines.js";
import { sendCommand } from "./send-command.js";
import { useCatchUp } from "./use-catch-up.js";

/** What a person can do in a list. Each shows at once, is sent in order, and is taken back if it fails. */
export interface TodoCommands {
  create(texts: readonly string[]): void;
  update(todo: Todo, set: TodoChanges): void;
  remove(todo: Todo): void;
  move(todo: Todo, to: Target): void;
  /** @param seen the todos on the page */
  setAllCompleted(completed: boolean, seen: readonly Todo[]): void;
  clearCompleted(): void;
}

/** What can be done about changes that were not saved, in whatever list. */
export interface Failures {
  /** Runs what failed again. */
  retry(): void;
  /** Lets go of what failed, and gives it back. */
  dismiss(): readonly Failure[];
}

interface Context {
  readonly log: CommandLog;
  readonly run: (command: TodoCommand) => void;
}

const CommandsContext = createContext<Context | undefined>(undefined);

export function TodoCommandsProvider({ children }: { children: ReactNode }) {
  const [log] = useState(() => new CommandLog());
  const run = useRun(log);
  const value = useMemo(() => ({ log, run }), [log, run]);
  return <CommandsContext value={value}>{children}</CommandsContext>;
}

/** What a person can do with the todos of a list. */
export function useTodoCommands({ listId }: InList): TodoCommands {
  const { run } = useCommandsContext();
  return useMemo(() => makeCommands(listId, run), [listId, run]);
}

/** What can be done about changes that were not saved. */
export function useFailures(): Failures {
  const { log, run } = useCommandsContext();
  return useMemo(
    () => ({
      retry: () => {
        for (const { command } of log.takeFailures()) run(command);
      },
      dismiss: () => log.takeFailures(),
    }),
    [log, run],
  );
}

/** Forgets every command: the page changes hands. */
export function useForgetCommands(): () => void {
  const { log } = useCommandsContext();
  return useCallback(() => log.clear(), [log]);
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
  const session = useSession();
  const catchUp = useCatchUp(log);
  const { mutate } = useMutation({
    mutationKey: ["todo", "command"],
    scope: { id: "todos" },
    mutationFn: async (entry: Entry) => {
      log.assertMaySend(entry);
      await session.sendAs(entry.writer, async () => {
        log.assertMaySend(entry);
        await sendCommand(client, entry.command);
      });
    },
    retry: shouldRetrySending,
    gcTime: 0,
    onSuccess: (_answer, entry) => log.accept(entry),
    onError: (error, entry) => log.fail(entry, error, { stopRound: stopsRound(error) }),
    // Not awaited: the next command must not wait until the lists were read again.
    onSettled: () => void catchUp(),
  });
  const [run] = useState(() => (command: TodoCommand) => {
    // Counts that are on their way may or may not contain this command, and there is no way to tell.
    void todo.counts.cancel();
    mutate(log.add(command, remembered()));
  });
  return run;
}

/** Whether what waits behind the failed command would fail for the same reason. */
function stopsRound(error: unknown): boolean {
  return (isUnreachable(error) && !(error instanceof NotSentError)) || error instanceof AnotherUserError;
}

function makeCommands(listId: string | undefined, run: (command: TodoCommand) => void): TodoCommands {
  return {
    create(texts) {
      const createdAt = new Date().toISOString();
      const createdBy = remembered()?.id ?? null;
      const todos = texts.map((text) => ({
        id: newId(),
        // Until the server has said which id the Inbox has, nobody looks at it.
        listId: listId ?? "",
        text,
        completed: false,
        createdAt,
        createdBy,
      }));
      for (const chunk of chunksOf(todos, REQUEST_LIMITS.batchCalls))
        run({ kind: "create", listId, todos: chunk });
      announce(texts.length === 1 ? "Todo added" : `${texts.length.toLocaleString("en")} todos added`);
    },
    update(before, set) {
      run({ kind: "update", listId, before, set });
      if (set.text !== undefined) announce("Todo changed");
      if (set.completed !== undefined) announce(set.completed ? "Todo completed" : "Todo active again");
    },
    remove(before) {
      run({ kind: "delete", listId, before });
      announce("Todo deleted");
    },
    move(before, to) {
      run({ kind: "move", listId, before, to });
      announce(`Todo moved to ${to.name}`);
    },
    setAllCompleted(completed, seen) {
      run({ kind: "setAllCompleted", listId, completed, seen });
      announce(completed ? "All todos completed" : "All todos active again");
    },
    clearCompleted() {
      run({ kind: "clearCompleted", listId });
      announce("Completed todos cleared");
    },
  };
}
