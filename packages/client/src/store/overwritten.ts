import type { Overwritten } from "@codex/core/sync";
import type { RowsView } from "./rows.js";

/** Whether a user wrote what was replaced, or replaced it. */
export function concerns({ author, by }: Overwritten, userId: string | undefined): boolean {
  return userId !== undefined && (author?.id === userId || by.id === userId);
}

/** Whether what was replaced stands again: somebody brought it back, or took back what replaced it. */
export function isBack({ todoId, field, text }: Overwritten, rows: RowsView): boolean {
  return rows.todo(todoId)?.[field ?? "text"] === text;
}
