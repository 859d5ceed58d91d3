import type { Command, CommandOf } from "@codex/core/command";
import { failedWords } from "../words/failed-words.js";

/** What a person typed for a command, which must not get lost with it. */
export interface Typed {
  /** Texts of todos. */
  readonly texts: readonly string[];
  /** What can be none: names, and notes, of which each line would be one. */
  readonly others: readonly string[];
}

/** What a person typed for a command. */
export function typedFor(command: Command): Typed {
  switch (command.kind) {
    case "todo.create":
      return { texts: command.todos.map(asTyped), others: [] };
    case "todo.update": {
      const { text, notes } = command.set;
      return { texts: text === undefined ? [] : [text], others: notes ? [notes] : [] };
    }
    case "list.create":
    case "list.rename":
    case "view.save":
      return { texts: [], others: [command.name] };
    default:
      return { texts: [], others: [] };
  }
}

/** A new todo as quick add reads it, but for how it repeats: a rule has no words that it reads for sure. */
function asTyped({ text, due, labels = [], priority }: CommandOf<"todo.create">["todos"][number]): string {
  const when = due?.replace(/T(.{5}).*/, " $1");
  const marks = [when, ...labels.map((label) => `#${label}`), priority ? `!${priority}` : undefined];
  return [text, ...marks.filter((mark) => mark !== undefined)].join(" ");
}

/** A command that failed, in words. @param textOf - the text of a todo, where it is known */
export function failedTo(command: Command, textOf: (id: string) => string | undefined): string {
  const failed = failedWords();
  const named = ([id, ...more]: readonly string[]) =>
    failed.what(1 + more.length, id === undefined ? undefined : textOf(id));
  switch (command.kind) {
    case "todo.create":
      return failed.add(command.todos.length, command.todos[0]?.text ?? "");
    case "todo.update":
      return failedToSet(command, named(command.ids));
    case "todo.label":
      return failed.change(named(command.ids));
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
    case "list.restore":
      return failed.restoreList;
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

function failedToSet({ set }: CommandOf<"todo.update">, what: string): string {
  const failed = failedWords();
  if (set.text !== undefined) return failed.save(set.text);
  if (set.rank !== undefined) return failed.move(what);
  if (set.completed === undefined) return failed.change(what);
  return set.completed ? failed.complete(what) : failed.reopen(what);
}
