import type { Todo } from "@codex/core/todo";

/** A todo with some fields, and the others as they are on a new one. */
export function todo(id: string, fields: Partial<Todo> = {}): Todo {
  return {
    id,
    listId: "list",
    text: id,
    completed: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: null,
    rank: null,
    deletedAt: null,
    ...fields,
  };
}
