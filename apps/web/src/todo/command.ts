import type { Command } from "@codex/core/command";
import type { TodoChanges } from "@codex/core/todo";
import { words } from "../words/words.js";

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
  const { failed } = words.todo;
  const named = ([id, ...more]: readonly string[]) =>
    failed.what(1 + more.length, id === undefined ? undefined : textOf(id));
  switch (command.kind) {
    case "todo.create":
      return failed.add(command.todos.length, command.todos[0]?.text ?? "");
    case "todo.update":
      if (command.set.rank !== undefined) return failed.move(named(command.ids));
      if (command.set.text !== undefined) return failed.save(command.set.text);
      return command.set.completed ? failed.complete(named(command.ids)) : failed.reopen(named(command.ids));
    case "todo.delete":
      return failed.delete(named(command.ids));
    case "todo.restore":
      return failed.restore(named(command.ids));
    case "todo.move":
      return failed.move(named(command.ids));
    case "todo.setAllCompleted":
      return command.completed ? failed.completeAll : failed.reopenAll;
    case "todo.clearCompleted":
      return failed.clear;
    case "list.create":
      return failed.makeList(command.name);
    case "list.rename":
      return failed.renameList(command.name);
    case "list.delete":
      return failed.deleteList;
    case "list.leave":
      return failed.leaveList;
    case "list.setOrder":
      return failed.orderLists;
    case "undo":
      return failed.undo;
    case "redo":
      return failed.redo;
    default:
      return failed.other;
  }
}
