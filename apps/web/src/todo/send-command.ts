import { codeOf } from "../failure.js";
import type { trpcClient } from "../trpc.js";
import type { TodoCommand } from "./command.js";

type Client = typeof trpcClient;

/** Asks the server for what a command says. Asked twice, the outcome is the same. */
export async function sendCommand(client: Client, command: TodoCommand): Promise<void> {
  const { listId } = command;
  switch (command.kind) {
    case "create":
      await createAll(client, listId, command.todos);
      return;
    case "update":
      await client.todo.update.mutate({ id: command.before.id, ...command.set });
      return;
    case "delete":
      await deleteOnce(client, command.before.id);
      return;
    case "move":
      await client.todo.move.mutate({ ids: [command.before.id], listId: command.to.id });
      return;
    case "setAllCompleted":
      await client.todo.setAllCompleted.mutate({ listId, completed: command.completed });
      return;
    case "clearCompleted":
      await client.todo.clearCompleted.mutate({ listId });
  }
}

/** One batch for all; waits for every answer, so that nothing is under way when it is tried again. */
async function createAll(
  client: Client,
  listId: string | undefined,
  todos: readonly { id: string; text: string }[],
): Promise<void> {
  const answers = await Promise.allSettled(
    todos.map(({ id, text }) => client.todo.create.mutate({ listId, id, text })),
  );
  for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
}

/** What is not there any more was deleted before, by us with a lost answer or by another browser. */
async function deleteOnce(client: Client, id: string): Promise<void> {
  try {
    await client.todo.delete.mutate({ id });
  } catch (error) {
    if (codeOf(error) !== "NOT_FOUND") throw error;
  }
}
