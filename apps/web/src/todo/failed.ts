import type { Command, CommandOf } from "@codex/core/command";
import { failedWords } from "../words/failed-words.js";

/** The texts a person typed for a command: what must not get lost with it. */
export function typedTexts(command: Command): readonly string[] {
  if (command.kind === "todo.create") return command.todos.map(asTyped);
  if (command.kind === "list.create" || command.kind === "list.rename") return [command.name];
  if (command.kind === "todo.update" && command.set.text !== undefined) return [command.set.text];
  return [];
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
