import type { Command } from "@codex/core/command";
import { rankAt } from "@codex/core/rank";
import { createCollection, createLiveQueryCollection, type PendingMutation } from "@tanstack/db";
import {
  IndexedDBAdapter,
  type LeaderElection,
  NonRetriableError,
  type OnlineDetector,
  startOfflineExecutor,
} from "@tanstack/offline-transactions";
import type { Open } from "./contestant.js";
import type { FarSide } from "./far-side.js";
import { LogFollower, type Row } from "./tanstack-follow.js";

/** Here is one tab, and Node has no Web Locks to find that out by. */
const ONLY_TAB: LeaderElection = {
  requestLeadership: async () => true,
  releaseLeadership: () => {},
  isLeader: () => true,
  onLeadershipChange: () => () => {},
};

/** The job on TanStack DB and its offline transactions, by the ways that their documentation shows. */
export const openTanstack: Open = async (farSide, keptIn) => {
  const { listId, userId } = farSide;
  const { follower, todos, shown } = openList(farSide, keptIn);
  const { executor, run, waiting } = await openQueue(farSide, keptIn, { follower, todos });
  return {
    rows: () => shown.toArray,
    subscribe: (listener) => {
      // With false, rather than nothing, it tells of deletions too: so does TanStack's own React adapter.
      const subscription = shown.subscribeChanges(() => listener(), { includeInitialState: false });
      return () => subscription.unsubscribe();
    },
    add: (id, text) => {
      const createdAt = new Date().toISOString();
      const row = { id, listId, text, completed: false, createdAt, createdBy: userId, deletedAt: null };
      run(() => todos.insert({ ...row, rank: rankAt(createdAt) }));
    },
    setText: (id, text) =>
      run(() =>
        todos.update(id, (draft) => {
          draft.text = text;
        }),
      ),
    setCompleted: (id, completed) =>
      run(() =>
        todos.update(id, (draft) => {
          draft.completed = completed;
        }),
      ),
    remove: (id) => run(() => todos.delete(id)),
    waiting,
    kept: async () => (await executor.peekOutbox()).length,
    isSettled: (rev) => waiting() === 0 && follower.isAt(rev),
    close: () => {
      executor.dispose();
      void shown.cleanup().then(() => todos.cleanup());
    },
  };
};

/** The list's rows, and what is shown of them. */
function openList(farSide: FarSide, id: string) {
  const follower = new LogFollower(farSide, farSide.listId);
  const todos = createCollection<Row, string>({
    id,
    getKey: ({ id }) => id,
    sync: { sync: follower.sync, rowUpdateMode: "full" },
  });
  const shown = createLiveQueryCollection({
    query: (q) =>
      q
        .from({ todo: todos })
        .orderBy(({ todo }) => todo.rank, { stringSort: "lexical" })
        .orderBy(({ todo }) => todo.id, { stringSort: "lexical" }),
    // It stays, as on a page, also where nobody is subscribed for some seconds.
    gcTime: 0,
  });
  void shown.preload();
  return { follower, todos, shown };
}

/** What sends changes, and keeps them until they are sent. */
async function openQueue(
  farSide: FarSide,
  keptIn: string,
  { follower, todos }: Pick<ReturnType<typeof openList>, "follower" | "todos">,
) {
  const { listId } = farSide;
  const executor = startOfflineExecutor({
    collections: { todos },
    storage: new IndexedDBAdapter(keptIn),
    leaderElection: ONLY_TAB,
    onlineDetector: onlineDetector(farSide),
    mutationFns: {
      push: async ({ transaction, idempotencyKey }) => {
        const [mutation] = transaction.mutations;
        const [result] = await farSide.push([commandOf(mutation, listId, idempotencyKey)]);
        if (result?.status === "refused") throw new NonRetriableError(result.message);
        // What is shown before it is counted in would flicker otherwise.
        await follower.reached(result?.revs[listId] ?? 0);
      },
    },
  });
  await executor.waitForInit();
  let running = 0;
  return {
    executor,
    // The executor counts what it has kept, and what was kept before; not what is still being kept.
    waiting: () => Math.max(running, executor.getPendingCount()),
    run: (change: () => void) => {
      const transaction = executor.createOfflineTransaction({ mutationFnName: "push", autoCommit: false });
      transaction.mutate(change);
      running += 1;
      const settled = () => {
        running -= 1;
      };
      // What was refused is taken back, and that is all there is to it.
      transaction.commit().then(settled, settled);
    },
  };
}

/** The command that a mutation stands for. */
function commandOf(
  { type, key, modified, changes }: PendingMutation,
  listId: string,
  commandId: string,
): Command {
  const ids = [String(key)];
  if (type === "delete") return { commandId, kind: "todo.delete", ids };
  if (type === "insert") {
    const made = ids.map((id) => ({ id, text: String(modified["text"]) }));
    return { commandId, kind: "todo.create", listId, todos: made };
  }
  const { text, completed } = changes;
  const set = {
    ...(typeof text === "string" ? { text } : {}),
    ...(typeof completed === "boolean" ? { completed } : {}),
  };
  return { commandId, kind: "todo.update", ids, set };
}

function onlineDetector(farSide: FarSide): OnlineDetector {
  return {
    isOnline: () => farSide.isOnline(),
    subscribe: (listener) => farSide.onOnline(listener),
    notifyOnline: () => {},
    dispose: () => {},
  };
}
