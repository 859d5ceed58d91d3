import { isCodexError } from "@codex/client";
import { useSyncExternalStore } from "react";
import { v7 as newId } from "uuid";
import { type Command, readTodos, SEND, type Todo } from "./codex.js";

const SHOWN = "react-todos";
/** One entry for each command that was not answered: tabs do not write over what another has to send. */
const UNSENT = "codex-unsent:";
const AWAY = "Codex cannot be reached. What you do is kept, and sent as soon as it answers.";
/** Codes that say "not now", as opposed to "not like this". */
const LATER: readonly string[] = ["SERVICE_UNAVAILABLE", "TOO_MANY_REQUESTS"];

let state = { todos: [read(SHOWN)].flat().filter(isTodo), problem: "" };
const kept = Object.keys(localStorage).filter((key) => key.startsWith(UNSENT));
/** In the order in which they were given, as ids grow with time. */
const unsent = kept.sort().map(read).filter(isCommand);
const listeners = new Set<() => void>();
let working = false;
let retry: ReturnType<typeof setTimeout> | undefined;

/** The todos as they are shown, and what went wrong. */
export const useTodos = () => useSyncExternalStore(subscribe, () => state);

/** Shows what somebody did, and sends it behind what they did before. */
export function run(kind: Command["kind"], todo: Partial<Todo>): void {
  const command = { id: newId(), title: "", completed: false, ...todo, kind, commandId: newId() };
  localStorage.setItem(UNSENT + command.commandId, JSON.stringify(command));
  unsent.push(command);
  show(carryOut(state.todos, command), "");
  void sync();
}

/** Sends what waits, one after the other, and then shows what the server has. */
export async function sync(): Promise<void> {
  if (working) return;
  working = true;
  clearTimeout(retry);
  try {
    do {
      while (unsent[0]) await deliver(unsent[0]);
      const todos = await readTodos();
      // What was done meanwhile goes first.
      if (!unsent[0]) show(todos, state.problem === AWAY ? "" : state.problem);
    } while (unsent[0]);
  } catch {
    show(state.todos, AWAY);
    retry = setTimeout(sync, 3_000);
  }
  working = false;
}

async function deliver(command: Command): Promise<void> {
  try {
    await SEND[command.kind](command);
  } catch (error) {
    if (!isCodexError(error) || LATER.includes(error.data.code)) throw error;
    show(state.todos, `Not saved: ${command.title} (${error.message})`);
  }
  unsent.shift();
  localStorage.removeItem(UNSENT + command.commandId);
}

function carryOut(todos: Todo[], { kind, id, title, completed }: Command): Todo[] {
  if (kind === "create") return [...todos, { id, title, completed }];
  if (kind === "delete") return todos.filter((todo) => todo.id !== id);
  if (kind === "completeAll") return todos.map((todo) => ({ ...todo, completed }));
  if (kind === "clearCompleted") return todos.filter((todo) => !todo.completed);
  return todos.map((todo) => (todo.id === id ? { id, title, completed } : todo));
}

function show(todos: Todo[], problem: string): void {
  state = { todos, problem };
  localStorage.setItem(SHOWN, JSON.stringify(todos));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): unknown {
  return JSON.parse(localStorage.getItem(key) ?? "null");
}

function isTodo(value: unknown): value is Todo {
  const { id, title, completed }: Record<string, unknown> = Object(value);
  return typeof id === "string" && typeof title === "string" && typeof completed === "boolean";
}

function isCommand(value: unknown): value is Command {
  const { commandId, kind }: Record<string, unknown> = Object(value);
  return isTodo(value) && typeof commandId === "string" && Object.keys(SEND).some((known) => known === kind);
}
