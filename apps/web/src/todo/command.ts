import type { Command } from "@codex/core/command";
import type { TodoChanges } from "@codex/core/todo";

export type { TodoChanges };

/** Which list; the Inbox goes without an id, so that it has the same name before and after it is known. */
export interface InList {
  readonly listId?: string | undefined;
}

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
