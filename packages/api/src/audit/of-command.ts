import type { Command } from "@codex/core/command";
import type { Patch, PatchOf } from "@codex/core/view";
import type { AuditEntry } from "./record.js";

type Told = Pick<AuditEntry, "kind" | "about">;

/** What is recorded of a command: who may see a list, lists deleted, and all that was deleted for good. Undoing one counts as doing it. */
export function auditOf(command: Command, patches: readonly Patch[], userId: string): readonly Told[] {
  const told: Told[] = [];
  let purged = 0;
  for (const patch of patches) {
    if (patch.table === "member") told.push(...ofMember(patch, userId));
    if (patch.table === "list" && "set" in patch && patch.set.deletedAt !== undefined) {
      const kind = patch.set.deletedAt === null ? "list.restored" : "list.deleted";
      told.push({ kind, about: { listId: patch.key.id } });
    }
    if (!("remove" in patch)) continue;
    if (patch.table === "list") told.push({ kind: "list.purged", about: { listId: patch.key.id } });
    if (patch.table === "todo") purged += 1;
  }
  if (command.kind === "todo.purge" && purged > 0)
    told.push({ kind: "todos.purged", about: { count: purged } });
  return told;
}

/** Whoever makes a list is its owner, and neither that nor their own order of lists is recorded. */
function ofMember(patch: PatchOf<"member">, userId: string): readonly Told[] {
  const about = { listId: patch.key.listId, userId: patch.key.userId };
  if ("remove" in patch) return [{ kind: "member.removed", about }];
  if ("set" in patch)
    return patch.set.role === undefined
      ? []
      : [{ kind: "member.role", about: { ...about, role: patch.set.role } }];
  const { role } = patch.insert;
  return role === "owner" && patch.key.userId === userId
    ? []
    : [{ kind: "member.added", about: { ...about, role } }];
}
