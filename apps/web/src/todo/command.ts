import type { Todo } from "@codex/core/todo";

/** What one todo can be given. */
export interface TodoChanges {
  readonly text?: string;
  readonly completed?: boolean;
}

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

/**
 * One thing a person did, in absolute terms, with as much of what they saw as its effect on the page
 * needs: playing a command again on rows that already have its effect changes nothing.
 */
export type TodoCommand = InList &
  (
    | { readonly kind: "create"; readonly todos: readonly Todo[] }
    | { readonly kind: "update"; readonly before: Todo; readonly set: TodoChanges }
    | { readonly kind: "delete"; readonly before: Todo }
    | { readonly kind: "move"; readonly before: Todo; readonly to: Target }
    /** `seen` are the todos on the page, which another filter's list may not hold yet. */
    | { readonly kind: "setAllCompleted"; readonly completed: boolean; readonly seen: readonly Todo[] }
    | { readonly kind: "clearCompleted" }
  );

/** The texts a person typed for a command: what must not get lost with it. */
export function typedTexts(command: TodoCommand): readonly string[] {
  if (command.kind === "create") return command.todos.map(({ text }) => text);
  if (command.kind === "update" && command.set.text !== undefined) return [command.set.text];
  return [];
}

/** A command that failed, in words. */
export function failedTo(command: TodoCommand): string {
  switch (command.kind) {
    case "create": {
      const [first] = command.todos;
      const many = command.todos.length > 1;
      return many || !first
        ? `Could not add ${command.todos.length} todos`
        : `Could not add ${quote(first.text)}`;
    }
    case "update":
      return command.set.text === undefined
        ? `Could not ${command.set.completed ? "complete" : "reopen"} ${quote(command.before.text)}`
        : `Could not save ${quote(command.set.text)}`;
    case "delete":
      return `Could not delete ${quote(command.before.text)}`;
    case "move":
      return `Could not move ${quote(command.before.text)} to ${command.to.name}`;
    case "setAllCompleted":
      return command.completed ? "Could not complete all todos" : "Could not reopen all todos";
    case "clearCompleted":
      return "Could not clear the completed todos";
  }
}

const quote = (text: string) => `“${text}”`;
