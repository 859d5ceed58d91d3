import type { BasedOn, Command } from "@codex/core/command";
import type { Given } from "./predict.js";

/** A command that writes one text, with what that is based on, unless it says so itself. */
export function onBase(command: Command, basedOn: (todoId: string) => BasedOn | undefined): Command {
  if (command.kind !== "todo.update" || command.basedOn || command.set.text === undefined) return command;
  const [id, ...more] = command.ids;
  const base = id === undefined || more.length > 0 ? undefined : basedOn(id);
  return base ? { ...command, basedOn: base } : command;
}

/** A command as if it were given now, on what is there now. */
export function withoutBase(command: Command): Command {
  if (command.kind !== "todo.update") return command;
  const { basedOn: _, ...rest } = command;
  return rest;
}

/** The last of the commands on their way that wrote a todo's text. */
export function writerOf(todoId: string, given: readonly Given[]): string | undefined {
  let text: string | undefined;
  let writer: string | undefined;
  for (const each of given) {
    const written = writtenBy(each, todoId);
    // What takes back something else brings the whole row, with the text that it has already.
    if (written === undefined || written === text) continue;
    text = written;
    writer = each.command.commandId;
  }
  return writer;
}

function writtenBy({ command, known }: Given, todoId: string): string | undefined {
  if (command.kind === "todo.create") return command.todos.find(({ id }) => id === todoId)?.text;
  if (command.kind === "todo.update") return command.ids.includes(todoId) ? command.set.text : undefined;
  // What a move knows it only takes along.
  if (command.kind === "todo.move") return undefined;
  const patch = known.findLast(({ table, key }) => table === "todo" && "id" in key && key.id === todoId);
  if (patch?.table !== "todo" || "remove" in patch) return undefined;
  return "insert" in patch ? patch.insert.text : patch.set.text;
}
