import type { Command, CommandOf } from "@codex/core/command";
import type { TodoChanges } from "@codex/core/todo";

export type { TodoChanges };

/** Which list; the Inbox goes without an id, so that it has the same name before and after it is known. */
export interface InList {
  readonly listId?: string | undefined;
}

/** What a new todo is given besides its text, and the list that it goes to instead of the one that is shown. */
export type NewTodo = InList & Omit<CommandOf<"todo.create">["todos"][number], "id" | "text">;

/** Adds todos. @returns the id of the command, the last one if it took several */
export type Create = (texts: readonly string[], given?: NewTodo) => string;

/** A list that todos are moved to. */
export interface Target extends InList {
  /** Its id, the Inbox's too. */
  readonly id: string;
  readonly name: string;
}

/** As many changes as a person would count in a command. */
export function changesIn(command: Command): number {
  return command.kind === "todo.create" ? command.todos.length : 1;
}
