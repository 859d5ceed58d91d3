import { isCodexError } from "@codex/client";
import { v7 as newId } from "uuid";
import { type Command, readTodos, SEND, type Todo } from "./codex.js";

const SHOWN = "react-todos";
/** One entry for each command that was not answered: tabs do not write over what another has to send. */
const UNSENT = "codex-unsent:";
const AWAY = "Codex cannot be reached. What you do is kept, and sent as soon as it answers.";
const ENDED = "You are signed out. What you do is kept, and sent once you have signed in to Codex.";
const LATER: readonly string[] = ["SERVICE_UNAVAILABLE", "TOO_MANY_REQUESTS", "UNAUTHORIZED"];

const read = (key: string): unknown => stored((storage) => JSON.parse(storage.getItem(key) ?? "null"));
/** In the order in which they were given, as ids grow with time. */
const unsent = (stored(Object.keys) ?? []).sort().map(read).filter(isCommand);
/** Another tab may have written this, and not know what waits here. */
const todos = unsent.reduce(carryOut, [read(SHOWN)].flat().filter(isTodo));
let working = false;
let retry: ReturnType<typeof setTimeout> | undefined;

/** The todos, why they may be old, and what the server refused. Says `shown` to the window when it changes. */
export let shown = { todos, problem: "", refused: [] as readonly string[] };

/** Shows what somebody did, and sends it behind what they did before. */
export function run(kind: Command["kind"], todo: Partial<Todo> = {}): void {
  const command = { id: newId(), title: "", completed: false, ...todo, kind, commandId: newId() };
  const refused = unsent[0] ? shown.refused : [];
  unsent.push(command);
  show({ todos: carryOut(shown.todos, command), refused });
  stored((storage) => storage.setItem(UNSENT + command.commandId, JSON.stringify(command)));
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
      if (!unsent[0]) show({ todos, problem: "" });
    } while (unsent[0]);
  } catch (error) {
    show({ problem: isCodexError(error, "UNAUTHORIZED") ? ENDED : AWAY });
    retry = setTimeout(sync, 3_000);
  } finally {
    working = false;
  }
}

async function deliver(command: Command, attempts = 3): Promise<void> {
  try {
    await SEND[command.kind](command);
  } catch (error) {
    if (!isCodexError(error) || LATER.includes(error.data.code)) throw error;
    if (error.data.httpStatus >= 500 && attempts > 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return deliver(command, attempts - 1);
    }
    show({ refused: [...shown.refused, `Not saved: ${command.title} (${error.message})`] });
  }
  unsent.shift();
  stored((storage) => storage.removeItem(UNSENT + command.commandId));
}

/** Done once more, in the same order, it comes to the same. */
function carryOut(todos: Todo[], { kind, id, title, completed }: Command): Todo[] {
  if (kind === "delete") return todos.filter((todo) => todo.id !== id);
  if (kind === "clearCompleted") return todos.filter((todo) => !todo.completed);
  if (kind === "completeAll") return todos.map((todo) => ({ ...todo, completed }));
  const at = todos.findIndex((todo) => todo.id === id);
  return at < 0 ? [...todos, { id, title, completed }] : todos.with(at, { id, title, completed });
}

function show(change: Partial<typeof shown>): void {
  shown = { ...shown, ...change };
  window.dispatchEvent(new Event("shown"));
  stored((storage) => storage.setItem(SHOWN, JSON.stringify(shown.todos)));
}

/** A browser that is full, or keeps nothing, is done without. */
function stored<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}

function isTodo(value: unknown): value is Todo {
  const { id, title, completed }: Record<string, unknown> = Object(value);
  return typeof id === "string" && typeof title === "string" && typeof completed === "boolean";
}

function isCommand(value: unknown): value is Command {
  const { commandId, kind }: Record<string, unknown> = Object(value);
  return isTodo(value) && typeof commandId === "string" && Object.hasOwn(SEND, String(kind));
}
