import type { BasedOn, Command } from "@codex/core/command";
import { type Written, writtenIn } from "@codex/core/written";
import type { Given } from "./predict.js";

/** A command that writes one text, or notes, with what that is based on, unless it says so itself. */
export function onBase(
  command: Command,
  basedOn: (todoId: string, field: Written) => BasedOn | undefined,
): Command {
  const field = command.kind === "todo.update" ? writtenIn(command.set) : undefined;
  if (command.kind !== "todo.update" || command.basedOn || !field) return command;
  const [id, ...more] = command.ids;
  const base = id === undefined || more.length > 0 ? undefined : basedOn(id, field);
  return base ? { ...command, basedOn: base } : command;
}

/** A command as if it were given now, on what is there now. */
export function withoutBase(command: Command): Command {
  if (command.kind !== "todo.update") return command;
  const { basedOn: _, ...rest } = command;
  return rest;
}

/** The last of the commands on their way that wrote a todo's text, or its notes. */
export function writerOf(todoId: string, field: Written, given: readonly Given[]): string | undefined {
  let last: string | null | undefined;
  let writer: string | undefined;
  for (const each of given) {
    const written = writtenBy(each, todoId, field);
    // What takes back something else brings the whole row, with what stands there already.
    if (written === undefined || written === last) continue;
    last = written;
    writer = each.command.commandId;
  }
  return writer;
}

function writtenBy({ command, known }: Given, todoId: string, field: Written): string | null | undefined {
  if (command.kind === "todo.create") return command.todos.find(({ id }) => id === todoId)?.[field];
  if (command.kind === "todo.update") return command.ids.includes(todoId) ? command.set[field] : undefined;
  // What a move knows it only takes along.
  if (command.kind === "todo.move") return undefined;
  const patch = known.findLast(({ table, key }) => table === "todo" && "id" in key && key.id === todoId);
  if (patch?.table !== "todo" || "remove" in patch) return undefined;
  return "insert" in patch ? patch.insert[field] : patch.set[field];
}
