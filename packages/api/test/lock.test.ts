import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { sqlOf, transaction } from "@codex/db";
import { beforeEach, describe, expect, it } from "vitest";
import { concernsOf } from "../src/command/concerns.js";
import { lockLogs } from "../src/command/read.js";
import { useTestServer } from "./server.js";
import { makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;

beforeEach(async () => {
  world = await makeWorld(server());
});

const HOLD = { name: "test-hold", text: "update log set head = head + 1 where id = any($1::uuid[])" };
const WAITING = {
  name: "test-waiting",
  text: `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%for no key update%'`,
};

/** The logs that are locked for a command of the owner's, which had to wait for another's writing to them. */
async function lockedAfterWaiting(command: NewCommand): Promise<ReadonlySet<string>> {
  const { db } = server();
  const { users, lists } = world;
  const concerns = concernsOf({ ...command, commandId: newId() });
  return transaction(db, async (waiter) => {
    const locking = await transaction(db, async (holder) => {
      await holder.query(HOLD, [[lists.shared, lists.alone, users.owner, users.viewer]]);
      const begun = lockLogs(waiter, users.owner, concerns, new Set());
      await expect.poll(() => sqlOf(db).query(WAITING, [])).toHaveLength(1);
      // Wrapped, as it goes on only when this transaction has ended.
      return { begun };
    });
    return locking.begun;
  });
}

describe("a command that waited for others has all of its logs locked:", () => {
  it.each<[string, (world: World) => NewCommand, (world: World) => string[]]>([
    [
      "where its todos are, and where they go",
      ({ todos, lists }) => ({ kind: "todo.move", ids: [todos.shared], listId: lists.alone }),
      ({ lists }) => [lists.shared, lists.alone],
    ],
    [
      "its list, the member's and one's own",
      ({ lists, users }) => ({ kind: "list.removeMember", listId: lists.shared, userId: users.viewer }),
      ({ lists, users }) => [lists.shared, users.owner, users.viewer],
    ],
    [
      "its list and one's own",
      ({ lists }) => ({ kind: "list.leave", listId: lists.shared }),
      ({ lists, users }) => [lists.shared, users.owner],
    ],
  ])("%s", async (_which, command, logs) => {
    const locked = await lockedAfterWaiting(command(world));
    expect([...locked].toSorted()).toEqual(logs(world).toSorted());
  });
});
