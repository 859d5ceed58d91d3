import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { LiveEvent, SyncRow } from "@codex/core/sync";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CodexClient, createClient } from "../src/client.js";
import { RowsView } from "../src/store/rows.js";
import { createStore, type Store } from "../src/store/store.js";
import { httpTransport, type Transport } from "../src/store/transport.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
let codex: CodexClient;

beforeAll(async () => {
  server = await startServer();
  codex = createClient({ url: server.url });
});
afterAll(() => server.close());

/** News of some logs come when they are let go. */
class Held {
  readonly logs = new Set<string>();
  /** Whether nothing is sent. */
  offline = false;
  #waiting: (() => void)[] = [];

  transport(): Transport {
    const http = httpTransport({ url: server.url });
    return {
      push: async (commands, writer) => {
        if (this.offline) throw new TypeError("The network is away.");
        return http.push(commands, writer);
      },
      since: async (log, cursor) => {
        const page = await http.since(log, cursor);
        if (this.logs.has(log)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
        return page;
      },
      live: ({ event, lost }) =>
        http.live({
          lost,
          event: (told: LiveEvent) => {
            if (told.type === "change" && this.logs.has(told.log)) this.#waiting.push(() => event(told));
            else event(told);
          },
        }),
    };
  }

  release(): void {
    this.logs.clear();
    for (const go of this.#waiting.splice(0)) go();
  }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 });

/** As somebody else does it. */
async function push(command: NewCommand) {
  const { results } = await codex.sync.push.mutate({ commands: [{ ...command, commandId: newId() }] });
  const [result] = results;
  if (result?.status !== "accepted") throw new Error("This was refused.");
  return result;
}

async function setUp() {
  const held = new Held();
  const store = createStore({ transport: held.transport() });
  await until(() => expect(store.get().status).toBe("live"));
  const [from, to] = await Promise.all(
    ["From", "To"].map(async (name) => (await codex.list.create.mutate({ name })).id),
  );
  if (from === undefined || to === undefined) throw new Error("There are no lists.");
  const id = newId();
  await codex.todo.create.mutate({ id, listId: from, text: "Cake" });
  await until(() => expect(store.get().rows.todo(id)?.text).toBe("Cake"));
  await until(() => expect(store.get().rows.list(to)).toBeDefined());
  return { held, store, from, to, id };
}

/** All that is shown of a todo, from now on, each state once. */
function watch(store: Store, lists: readonly string[], id: string): { readonly seen: string[]; end(): void } {
  const seen: string[] = [];
  const look = () => {
    const { rows } = store.get();
    const shown = lists.map((list) =>
      rows
        .todosOf(list)
        .filter((todo) => todo.id === id)
        .map(({ text }) => text),
    );
    const now = JSON.stringify(shown);
    if (seen.at(-1) !== now) seen.push(now);
  };
  const end = store.subscribe(look);
  return { seen, end };
}

for (const late of ["from", "to"] as const) {
  const which = late === "from" ? "that it leaves" : "that it comes to";

  it(`shows what was moved and changed once, and as it is, where news of the list ${which} come late`, async () => {
    const { held, store, from, to, id } = await setUp();
    const [slow, quick] = late === "from" ? [from, to] : [to, from];
    const { seen, end } = watch(store, [from, to], id);
    held.logs.add(slow);
    const moved = store.run({ kind: "todo.move", ids: [id], listId: to });
    const changed = store.run({ kind: "todo.update", ids: [id], set: { text: "Large cake" } });
    const revs = { ...(await moved.accepted).revs, ...(await changed.accepted).revs };
    await until(() => expect(store.isAt(quick, revs[quick] ?? 0)).toBe(true));
    expect(store.isAt(slow, revs[slow] ?? 0)).toBe(false);
    held.release();
    await until(() => expect(store.isAt(slow, revs[slow] ?? 0)).toBe(true));
    end();
    expect(seen).toEqual(['[[],["Cake"]]', '[[],["Large cake"]]']);
    expect((await codex.todo.list.query({ listId: to })).items).toEqual(store.get().rows.todosOf(to));
    store.close();
  });

  it(`shows what somebody else moved not twice, where news of the list ${which} come late`, async () => {
    const { held, store, from, to, id } = await setUp();
    const [slow, quick] = late === "from" ? [from, to] : [to, from];
    const { seen, end } = watch(store, [from, to], id);
    held.logs.add(slow);
    const { revs } = await push({ kind: "todo.move", ids: [id], listId: to });
    await until(() => expect(store.isAt(quick, revs[quick] ?? 0)).toBe(true));
    held.release();
    await until(() => expect(store.isAt(slow, revs[slow] ?? 0)).toBe(true));
    end();
    expect(seen).toEqual(late === "from" ? ['[[],["Cake"]]'] : ["[[],[]]", '[[],["Cake"]]']);
    store.close();
  });
}

it("takes what was moved away with the undo of the move, where news come late", async () => {
  const { held, store, from, to, id } = await setUp();
  const { seen, end } = watch(store, [from, to], id);
  held.logs.add(to);
  await store.run({ kind: "todo.move", ids: [id], listId: to }).accepted;
  const { revs } = (await store.undo()?.accepted) ?? { revs: {} };
  await until(() => expect(store.isAt(from, revs[from] ?? 0)).toBe(true));
  held.release();
  await until(() => expect(store.isAt(to, revs[to] ?? 0)).toBe(true));
  end();
  expect(seen).toEqual(['[[],["Cake"]]', '[["Cake"],[]]']);
  store.close();
});

it("lets go of what was moved by a command that is refused", async () => {
  const { held, store, from, to, id } = await setUp();
  held.offline = true;
  const moved = store.run({ kind: "todo.move", ids: [id], listId: to });
  await codex.todo.delete.mutate({ id });
  await until(() => expect(store.get().rows.todosOf(from)).toEqual([]));
  held.offline = false;
  store.hurry();
  await expect(moved.accepted).rejects.toThrow("There is no such todo.");
  expect(store.get().rows.todo(id)).toBeUndefined();
  store.close();
});

describe("news of two logs that have the same row", () => {
  const [a, b, user, id] = [newId(), newId(), newId(), newId()];
  const row = (listId: string, text: string): SyncRow => ({
    table: "todo",
    id,
    rev: 1,
    row: { id, listId, text, completed: false, rank: null, createdAt: "2026-11-26T10:00:00.000Z" },
  });
  const gone: SyncRow = { table: "todo", id, rev: 2, row: null };
  const shown = (rows: RowsView) =>
    [a, b].map((list) => rows.todosOf(list).map(({ text }) => text)).join(" | ");
  const both = new RowsView().synced(a, [row(a, "in a")], true).synced(b, [row(b, "in b")]);

  it("shows the later", () => {
    expect(shown(both)).toBe(" | in b");
    expect(both.todo(id)?.listId).toBe(b);
    expect(shown(both.synced(a, [row(a, "in a again")]))).toBe("in a again | ");
  });
  it("knows of it until each log has said what became of it", () => {
    expect(shown(both.synced(b, [gone]))).toBe("in a | ");
    expect(shown(both.synced(a, [gone]))).toBe(" | in b");
    expect(shown(both.synced(a, [gone]).synced(b, [gone]))).toBe(" | ");
    expect(shown(both.synced(b, [gone]).synced(a, [gone]))).toBe(" | ");
  });
  it("brings it back where the log with the later news is read anew, or is none to be seen any more", () => {
    expect(shown(both.synced(b, [], true))).toBe("in a | ");
    expect(shown(both.synced(a, [], true))).toBe(" | in b");
    expect(shown(both.only(new Set([a]), user))).toBe("in a | ");
    expect(shown(both.only(new Set([b]), user).synced(b, [gone]))).toBe(" | ");
  });
});
