import type { RowsView } from "@codex/client/rows";
import type { Command } from "@codex/core/command";
import type { InList } from "./command.js";
import { typedFor } from "./failed.js";

/** The texts of refused commands by where they go: below the drafts of lists, and those that no list takes back. */
export interface GivenBack {
  readonly drafts: readonly { readonly list: InList; readonly texts: readonly string[] }[];
  readonly homeless: readonly string[];
}

/** Where what was typed goes when its command is let go: to its own list, if something can be written there. */
export function givenBack(commands: readonly Command[], rows: RowsView): GivenBack {
  const drafts = new Map<string | undefined, string[]>();
  const homeless: string[] = [];
  for (const command of commands) {
    const { texts, others } = typedFor(command);
    const home = homeOf(command, rows);
    homeless.push(...others);
    if (texts.length === 0) continue;
    if (home) drafts.set(home.listId, [...(drafts.get(home.listId) ?? []), ...texts]);
    else homeless.push(...texts);
  }
  return { drafts: [...drafts].map(([listId, texts]) => ({ list: { listId }, texts })), homeless };
}

/** The list that a command was to write a todo into, if that has a place to write in. */
function homeOf(command: Command, rows: RowsView): InList | undefined {
  const id = listIdOf(command, rows);
  if (id === undefined) return command.kind === "todo.create" ? {} : undefined;
  if (id === rows.inboxId) return {};
  const role = rows.userId === undefined ? undefined : rows.member(id, rows.userId)?.role;
  return role === undefined || role === "viewer" ? undefined : { listId: id };
}

/** @returns undefined where it is not known, and for the Inbox of who may not have one yet */
function listIdOf(command: Command, rows: RowsView): string | undefined {
  if (command.kind === "todo.create") return command.listId;
  if (command.kind !== "todo.update") return undefined;
  const [id] = command.ids;
  return command.basedOn?.listId ?? (id === undefined ? undefined : rows.todo(id)?.listId);
}
