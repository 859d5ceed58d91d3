import type { RowsView } from "@codex/client/rows";
import type { Command } from "@codex/core/command";
import type { InList } from "./command.js";
import { typedTexts } from "./failed.js";

/** The texts of refused commands by where they go: below the drafts of lists, and those that no list takes back. */
export interface GivenBack {
  readonly drafts: readonly { readonly list: InList & { readonly id: string }; readonly texts: string[] }[];
  readonly homeless: readonly string[];
}

/** Where what was typed goes when its command is let go: to its own list, if something can be written there. */
export function givenBack(commands: readonly Command[], rows: RowsView): GivenBack {
  const writable = new Set(
    [...rows.memberships()].filter(({ role }) => role !== "viewer").map(({ listId }) => listId),
  );
  const drafts = new Map<string, string[]>();
  const homeless: string[] = [];
  for (const command of commands) {
    const id = listOf(command, rows);
    const texts = typedTexts(command);
    if (id === undefined || !writable.has(id)) homeless.push(...texts);
    else drafts.set(id, [...(drafts.get(id) ?? []), ...texts]);
  }
  return {
    drafts: [...drafts]
      .filter(([, texts]) => texts.length > 0)
      .map(([id, texts]) => ({ list: { id, listId: id === rows.inboxId ? undefined : id }, texts })),
    homeless,
  };
}

/** The list that a command was to write a todo into. */
function listOf(command: Command, rows: RowsView): string | undefined {
  if (command.kind === "todo.create") return command.listId ?? rows.inboxId;
  if (command.kind !== "todo.update") return undefined;
  const [id] = command.ids;
  return command.basedOn?.listId ?? (id === undefined ? undefined : rows.todo(id)?.listId);
}
