import { newId } from "@codex/core/id";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { KeptCommand, Persistence } from "../src/store/persistence.js";
import { createStore, type Store } from "../src/store/store.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const fullOrPrivate = () => Promise.reject(new Error("This browser is full, or private."));

/** What several stores share, as tabs of one browser do; and whether it can be used at the moment. */
function shared() {
  const kept = new Map<string, KeptCommand>();
  const usable = { reads: true, writes: true };
  let order = 0;
  const persistence: Persistence = {
    load: async () => ({ userId: undefined, logs: [], commands: [...kept.values()], overwritten: [] }),
    commands: async () => (usable.reads ? [...kept.values()] : fullOrPrivate()),
    putCommand: async (command) => {
      if (!usable.writes) return fullOrPrivate();
      const { commandId } = command.given.command;
      if (command.order && !kept.has(commandId)) return command.order;
      order += 1;
      kept.set(commandId, { ...command, order: kept.get(commandId)?.order ?? order });
      return order;
    },
    dropCommands: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
    ...{ putRows: async () => {}, dropOverwritten: async () => {}, only: async () => {} },
    clear: async () => kept.clear(),
  };
  return { persistence, usable };
}

/** Stores of one browser, each of which shows that the same command was refused. */
async function refusedIn(persistence: Persistence, count: number): Promise<Store[]> {
  const stores: Store[] = [];
  for (let made = 0; made < count; made += 1) {
    const store = createStore({ url: server.url, persistence });
    await vi.waitFor(() => expect(store.get().status).toBe("live"), 20_000);
    if (made === 0) store.run({ kind: "todo.update", ids: [newId()], set: { text: "Lost?" } });
    await vi.waitFor(() => expect(store.get().refused).toHaveLength(1), 20_000);
    stores.push(store);
  }
  return stores;
}

/** Reads what is kept, and resolves when that was taken over. */
async function look(store: Store): Promise<void> {
  store.hurry();
  await new Promise(setImmediate);
}

it("lets go of what another store was told to let go of, once it reads what is kept", async () => {
  const [first, second] = await refusedIn(shared().persistence, 2);
  expect(first?.dismissRefused()).toHaveLength(1);
  expect(second?.get().refused).toHaveLength(1);
  if (second) await look(second);
  expect(second?.get().refused).toEqual([]);
  for (const store of [first, second]) store?.close();
});

it("lets go of nothing where what is kept cannot be read", async () => {
  const { persistence, usable } = shared();
  const [store] = await refusedIn(persistence, 1);
  usable.reads = false;
  if (store) await look(store);
  expect(store?.get().refused).toMatchObject([{ command: { set: { text: "Lost?" } } }]);
  store?.close();
});

it("lets go of nothing that could not be kept", async () => {
  const { persistence, usable } = shared();
  usable.writes = false;
  const [store] = await refusedIn(persistence, 1);
  if (store) await look(store);
  expect(store?.get().refused).toMatchObject([{ command: { set: { text: "Lost?" } } }]);
  expect(store?.get().keeping).toBe("failed");
  store?.close();
});
