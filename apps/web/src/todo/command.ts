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

/** The texts a person typed for a command: what must not get lost with it. */
export function typedTexts(command: Command): readonly string[] {
  if (command.kind === "todo.create") return command.todos.map(({ text }) => text);
  if (command.kind === "list.create" || command.kind === "list.rename") return [command.name];
  if (command.kind === "todo.update" && command.set.text !== undefined) return [command.set.text];
  return [];
}

/** As many changes as a person would count in a command. */
export function changesIn(command: Command): number {
  return command.kind === "todo.create" ? command.todos.length : 1;
}

/** A command that failed, in words. @param textOf - the text of a todo, where it is known */
export function failedTo(command: Command, textOf: (id: string) => string | undefined): string {
  const quote = (text: string) => `“${text}”`;
  const named = (ids: readonly string[]) => {
    const [id] = ids;
    const text = ids.length === 1 && id !== undefined ? textOf(id) : undefined;
    if (text !== undefined) return quote(text);
    return ids.length === 1 ? "a todo" : `${ids.length.toLocaleString("en")} todos`;
  };
  switch (command.kind) {
    case "todo.create": {
      const [first, ...more] = command.todos;
      return more.length > 0 || !first
        ? `Could not add ${command.todos.length.toLocaleString("en")} todos`
        : `Could not add ${quote(first.text)}`;
    }
    case "todo.update":
      if (command.set.rank !== undefined) return `Could not move ${named(command.ids)}`;
      if (command.set.text !== undefined) return `Could not save ${quote(command.set.text)}`;
      return `Could not ${command.set.completed ? "complete" : "reopen"} ${named(command.ids)}`;
    case "todo.delete":
      return `Could not delete ${named(command.ids)}`;
    case "todo.restore":
      return `Could not restore ${named(command.ids)}`;
    case "todo.move":
      return `Could not move ${named(command.ids)}`;
    case "todo.setAllCompleted":
      return command.completed ? "Could not complete all todos" : "Could not reopen all todos";
    case "todo.clearCompleted":
      return "Could not clear the completed todos";
    case "list.create":
      return `Could not make ${quote(command.name)}`;
    case "list.rename":
      return `Could not rename the list to ${quote(command.name)}`;
    case "list.delete":
      return "Could not delete the list";
    case "list.leave":
      return "Could not leave the list";
    case "list.setOrder":
      return "Could not change the order of the lists";
    case "undo":
      return "Could not undo";
    case "redo":
      return "Could not redo";
    default:
      return "A change was not saved";
  }
}
