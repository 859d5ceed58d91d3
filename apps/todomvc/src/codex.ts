import { createClient } from "@codex/client";

export type Todo = { readonly id: string; readonly title: string; readonly completed: boolean };

/** A todo as it is to become. The server carries out a `commandId` once, however often it is sent. */
type Sent = Todo & { readonly commandId: string };
export type Command = Sent & { readonly kind: keyof typeof SEND };

const codex = createClient({ url: "" });

/** How the server is told what somebody did. */
export const SEND = {
  create: async ({ commandId, id, title }) => {
    // Two tabs that begin at once make one guest, where the browser lets them agree on it.
    await ("locks" in navigator ? navigator.locks.request("codex.guest", becomeGuest) : becomeGuest());
    return codex.todo.create.mutate({ commandId, id, text: title });
  },
  rename: ({ commandId, id, title }) => codex.todo.update.mutate({ commandId, id, text: title }),
  complete: ({ commandId, id, completed }) => codex.todo.update.mutate({ commandId, id, completed }),
  delete: ({ commandId, id }) => codex.todo.delete.mutate({ commandId, id }),
  completeAll: ({ commandId, completed }) => codex.todo.setAllCompleted.mutate({ commandId, completed }),
  clearCompleted: ({ commandId }) => codex.todo.clearCompleted.mutate({ commandId }),
} satisfies Record<string, (command: Sent) => Promise<unknown>>;

/** Every todo of the user's Inbox, oldest first. A visitor has none. */
export async function readTodos(cursor?: string): Promise<Todo[]> {
  if (!cursor && !(await codex.account.me.query()).user) return [];
  const { items, nextCursor } = await codex.todo.list.query({ limit: 200, cursor });
  const todos = items.map(({ id, text, completed }) => ({ id, title: text, completed }));
  return nextCursor ? [...todos, ...(await readTodos(nextCursor))] : todos;
}

/** Makes a visitor a guest. A server of one owner has its user; one without guests says so to the todo. */
async function becomeGuest(): Promise<void> {
  const { user, guests } = await codex.account.me.query();
  if (user || !guests) return;
  const answer = await fetch("/api/auth/sign-in/anonymous", { method: "POST" });
  if (!answer.ok) throw new Error(`No guest was made: ${answer.status}`);
}
