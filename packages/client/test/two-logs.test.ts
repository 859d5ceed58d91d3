import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { LiveEvent, SyncRow } from "@codex/core/sync";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CodexClient, createClient } from "../src/client.js";
import { RowsView } from "../src/store/rows.js";
import { createStore, type Run, type Store } from "../src/store/store.js";
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
  const newList = async (name: string) => (await codex.list.create.mutate({ name })).id;
  const [from, to, on] = [await newList("From"), await newList("To"), await newList("On")];
  const id = newId();
  await codex.todo.create.mutate({ id, listId: from, text: "Cake" });
  await until(() => expect(store.get().rows.todo(id)?.text).toBe("Cake"));
  await until(() => expect(store.get().rows.list(on)).toBeDefined());
  return { held, store, from, to, on, id };
}

/** All that is shown of a todo, from now on, each state once. */
function watch(store: Store, lists: readonly string[], id: string): { readonly seen: string[]; end(): void } {
  const seen: string[] = [];
  const look = () => {
    const { rows } = store.get();
    const now = lists
      .map((list) => rows.todosOf(list).filter((todo) => todo.id === id))
      .map((todos) => todos.map(({ text }) => text))
      .join("|");
    if (seen.at(-1) !== now) seen.push(now);
  };
  const end = store.subscribe(look);
  return { seen, end };
}

/** What is done one after the other, and what is shown after each. */
type Scene = readonly (readonly [
  (store: Store, lists: Lists, id: string) => Run | undefined,
  shown: string,
])[];
interface Lists {
  readonly from: string;
  readonly to: string;
  readonly on: string;
}
const write =
  (text: string): Scene[number][0] =>
  (store, _lists, id) =>
    store.run({ kind: "todo.update", ids: [id], set: { text } });
const move =
  (list: keyof Lists): Scene[number][0] =>
  (store, lists, id) =>
    store.run({ kind: "todo.move", ids: [id], listId: lists[list] });
const undo: Scene[number][0] = (store) => store.undo();
const redo: Scene[number][0] = (store) => store.redo();
const remove: Scene[number][0] = (store, _lists, id) => store.run({ kind: "todo.delete", ids: [id] });

const SCENES: Readonly<Record<string, Scene>> = {
  "is moved and rewritten": [
    [move("to"), "|Cake|"],
    [write("Large cake"), "|Large cake|"],
  ],
  "is rewritten, moved and rewritten": [
    [write("A cake"), "A cake||"],
    [move("to"), "|A cake|"],
    [write("Large cake"), "|Large cake|"],
  ],
  "is moved, and back by undo": [
    [move("to"), "|Cake|"],
    [undo, "Cake||"],
  ],
  "is moved, back by undo, and rewritten": [
    [move("to"), "|Cake|"],
    [undo, "Cake||"],
    [write("Large cake"), "Large cake||"],
  ],
  "is moved, back by undo, and there by redo": [
    [move("to"), "|Cake|"],
    [undo, "Cake||"],
    [redo, "|Cake|"],
  ],
  "is moved and deleted": [
    [move("to"), "|Cake|"],
    [remove, "||"],
  ],
  "is moved, and on": [
    [move("to"), "|Cake|"],
    [move("on"), "||Cake"],
  ],
};

for (const [what, scene] of Object.entries(SCENES))
  for (const late of ["from", "to", "on"] as const)
    it(`shows what ${what} as it is at every moment, where news of ${late} come late`, async () => {
      const { held, store, id, ...lists } = await setUp();
      const all = [lists.from, lists.to, lists.on];
      const { seen, end } = watch(store, all, id);
      held.logs.add(lists[late]);
      const revs = new Map<string, number>();
      for (const [act] of scene) {
        const { revs: own } = (await act(store, lists, id)?.accepted) ?? { revs: {} };
        for (const [log, rev] of Object.entries(own)) revs.set(log, rev);
        await until(() => {
          for (const [log, rev] of revs) if (log !== lists[late]) expect(store.isAt(log, rev)).toBe(true);
        });
      }
      held.release();
      await until(() => {
        for (const [log, rev] of revs) expect(store.isAt(log, rev)).toBe(true);
      });
      end();
      expect(seen).toEqual(scene.map(([, shown]) => shown));
      for (const list of all)
        expect((await codex.todo.list.query({ listId: list })).items).toEqual(store.get().rows.todosOf(list));
      store.close();
    });

for (const late of ["from", "to"] as const)
  it(`shows what somebody else moved not twice, where news of ${late} come late`, async () => {
    const { held, store, id, ...lists } = await setUp();
    const quick = late === "from" ? lists.to : lists.from;
    const { seen, end } = watch(store, [lists.from, lists.to], id);
    held.logs.add(lists[late]);
    const { revs } = await push({ kind: "todo.move", ids: [id], listId: lists.to });
    await until(() => expect(store.isAt(quick, revs[quick] ?? 0)).toBe(true));
    held.release();
    await until(() => expect(store.isAt(lists[late], revs[lists[late]] ?? 0)).toBe(true));
    end();
    expect(seen).toEqual(late === "from" ? ["|Cake"] : ["|", "|Cake"]);
    store.close();
  });

for (const late of ["its own log", "its owner's"] as const)
  it(`shows a list that was made here, and its place, where news of ${late} come late`, async () => {
    const { held, store } = await setUp();
    const [list, user] = [newId(), store.get().rows.userId ?? ""];
    const seen = new Set<string>();
    const end = store.subscribe(() => {
      const { rows } = store.get();
      const places = rows.memberships().filter(({ listId }) => listId === list);
      seen.add(`${rows.list(list)?.name}: ${places.map(({ role }) => role)}`);
    });
    const [slow, quick] = late === "its own log" ? [list, user] : [user, list];
    held.logs.add(slow);
    const { revs } = await store.run({ kind: "list.create", id: list, name: "Baking" }).accepted;
    await until(() => expect(store.isAt(quick, revs[quick] ?? 0)).toBe(true));
    expect(store.isAt(slow, revs[slow] ?? 0)).toBe(false);
    held.release();
    await until(() => expect(store.isAt(slow, revs[slow] ?? 0)).toBe(true));
    end();
    expect([...seen]).toEqual(["Baking: owner"]);
    expect((await codex.list.all.query()).map(({ id }) => id)).toContain(list);
    store.close();
  });

it("takes along what stands under it, also where that is deleted before all news have come", async () => {
  const { held, store, id, ...lists } = await setUp();
  const part = newId();
  const todos = [{ id: part, text: "Icing", parentId: id }];
  await store.run({ kind: "todo.create", listId: lists.from, todos }).accepted;
  const { seen, end } = watch(store, [lists.from, lists.to], part);
  held.logs.add(lists.from);
  const moved = store.run({ kind: "todo.move", ids: [id], listId: lists.to });
  await moved.accepted;
  const { revs } = await store.run({ kind: "todo.delete", ids: [part] }).accepted;
  await until(() => expect(store.isAt(lists.to, revs[lists.to] ?? 0)).toBe(true));
  held.release();
  const { revs: all } = await moved.accepted;
  await until(() => expect(store.isAt(lists.from, all[lists.from] ?? 0)).toBe(true));
  end();
  expect(seen).toEqual(["|Icing", "|"]);
  store.close();
});

it("says of no text that it was replaced unseen because its todo was moved", async () => {
  const { held, store, id, ...lists } = await setUp();
  await store.run({ kind: "todo.update", ids: [id], set: { text: "A cake" } }).accepted;
  await until(() => expect(store.get().waiting).toEqual([]));
  held.logs.add(lists.to);
  const { revs } = await store.run({ kind: "todo.move", ids: [id], listId: lists.to }).accepted;
  await until(() => expect(store.isAt(lists.from, revs[lists.from] ?? 0)).toBe(true));
  expect(store.get().rows.todo(id)?.listId).toBe(lists.to);
  const written = await store.run({ kind: "todo.update", ids: [id], set: { text: "Large cake" } }).accepted;
  held.release();
  await until(() => expect(store.isAt(lists.to, written.revs[lists.to] ?? 0)).toBe(true));
  expect(store.get().overwritten).toEqual([]);
  expect(store.get().rows.todo(id)?.text).toBe("Large cake");
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
