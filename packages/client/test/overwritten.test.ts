import { newId } from "@codex/core/id";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type CodexClient, createClient } from "../src/client.js";
import { createStore, type Store } from "../src/store/store.js";
import { httpTransport, type LiveHandlers, type Transport } from "../src/store/transport.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
const open: Store[] = [];

beforeAll(async () => {
  server = await startServer({
    ACCESS: "accounts",
    RATE_GUEST: "off",
    RATE_USER: "off",
    RATE_INVITE: "off",
  });
});
afterAll(() => server.close());
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

/** A way to a server that can be cut. */
class Way implements Transport {
  #isCut = false;
  #stop: (() => void) | undefined;
  #handlers: LiveHandlers | undefined;

  constructor(private readonly inner: Transport) {}

  cut(): void {
    this.#isCut = true;
    this.#stop?.();
    this.#handlers?.lost(undefined);
  }

  mend(): void {
    this.#isCut = false;
    if (this.#handlers) this.#stop = this.inner.live(this.#handlers);
  }

  push: Transport["push"] = (...given) => this.#reached().push(...given);
  since: Transport["since"] = (...given) => this.#reached().since(...given);
  live: Transport["live"] = (handlers) => {
    this.#handlers = handlers;
    this.#stop = this.inner.live(handlers);
    return () => this.#stop?.();
  };

  #reached(): Transport {
    if (this.#isCut) throw new TypeError("The server cannot be reached.");
    return this.inner;
  }
}

interface Person {
  readonly codex: CodexClient;
  /** A store on a device of theirs. */
  readonly follow: () => Promise<{ store: Store; way: Way }>;
}

async function guest(): Promise<Person> {
  const answer = await fetch(`${server.url}/api/auth/sign-in/anonymous`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const cookie = answer.headers.getSetCookie().map((set) => set.split(";")[0]);
  const options = { url: server.url, headers: { cookie: cookie.join("; ") } };
  const follow = async () => {
    const way = new Way(httpTransport(options));
    const store = createStore({ transport: way });
    open.push(store);
    await until(() => expect(store.get().status).toBe("live"));
    return { store, way };
  };
  return { codex: createClient(options), follow };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

let anns: Person;
let bobs: Person;
let ann: Store;
let bob: Store;
let way: Way;
let listId: string;
let todo: string;

/** A list of Ann's that Bob may edit, with a todo that both have seen. */
beforeEach(async () => {
  anns = await guest();
  bobs = await guest();
  ({ store: ann } = await anns.follow());
  ({ store: bob, way } = await bobs.follow());
  listId = (await anns.codex.list.create.mutate({ name: "Shared" })).id;
  await join(bobs, "editor");
  todo = newId();
  await until(() => expect(ann.get().rows.list(listId)).toBeDefined());
  await ann.run({ kind: "todo.create", listId, todos: [{ id: todo, text: "Milk" }] }).accepted;
  for (const store of [ann, bob]) await until(() => expect(text(store)).toBe("Milk"));
});

async function join({ codex }: Person, role: "editor" | "viewer"): Promise<void> {
  const { secret } = await anns.codex.list.createInvite.mutate({ listId, role });
  await codex.list.acceptInvite.mutate({ secret });
}

const text = (store: Store) => store.get().rows.todo(todo)?.text;
const write = (store: Store, written: string) =>
  store.run({ kind: "todo.update", ids: [todo], set: { text: written } });
const replaced = (store: Store) => store.get().overwritten.map((notice) => notice.text);

/** Bob writes without having seen what Ann writes. */
async function meet(): Promise<void> {
  way.cut();
  await write(ann, "Milk and bread").accepted;
  write(bob, "Oat milk");
  way.mend();
  for (const store of [ann, bob]) await until(() => expect(text(store)).toBe("Oat milk"));
}

it("tells both whose texts met, and one brings the other text back for both", async () => {
  await meet();
  for (const store of [ann, bob]) await until(() => expect(replaced(store)).toEqual(["Milk and bread"]));
  const [notice] = ann.get().overwritten;
  expect(notice).toMatchObject({
    todoId: todo,
    listId,
    author: { id: ann.get().rows.userId },
    by: { id: bob.get().rows.userId },
  });
  write(ann, notice?.text ?? "");
  expect(replaced(ann)).toEqual([]);
  await until(() => expect(text(bob)).toBe("Milk and bread"));
  expect(replaced(bob)).toEqual([]);
  await until(() => expect(ann.get().waiting).toEqual([]));
  // What is over stays over, whatever is written later.
  await write(ann, "Cheese").accepted;
  await until(() => expect(text(bob)).toBe("Cheese"));
  expect([replaced(ann), replaced(bob)]).toEqual([[], []]);
});

it("lets go of what is dismissed on one device, and tells other devices, but nobody else", async () => {
  const { store: bobsOther } = await bobs.follow();
  const carols = await guest();
  const { store: carol } = await carols.follow();
  await join(carols, "viewer");
  await until(() => expect(text(carol)).toBe("Milk"));
  await meet();
  await until(() => expect(replaced(bob)).toHaveLength(1));
  await until(() => expect(replaced(bobsOther)).toHaveLength(1));
  const [notice] = bob.get().overwritten;
  if (notice) bob.dismissOverwritten(notice);
  expect([replaced(bob), replaced(bobsOther)]).toEqual([[], ["Milk and bread"]]);
  await until(() => expect(text(carol)).toBe("Oat milk"));
  expect(replaced(carol)).toEqual([]);
});

it("says nothing of one's own edits in a row, undone and done again, while they are on their way", async () => {
  way.cut();
  write(bob, "Oat");
  write(bob, "Oat milk");
  bob.run({ kind: "todo.update", ids: [todo], set: { completed: true } });
  bob.undo();
  bob.undo();
  write(bob, "Oat milk, two");
  way.mend();
  await until(() => expect(bob.get().waiting).toEqual([]));
  await until(() => expect(text(ann)).toBe("Oat milk, two"));
  expect([replaced(ann), replaced(bob)]).toEqual([[], []]);
});

it("tells of notes in the same way, apart from the text", async () => {
  const note = (store: Store, notes: string) =>
    store.run({ kind: "todo.update", ids: [todo], set: { notes } });
  const notes = (store: Store) => store.get().rows.todo(todo)?.notes;
  way.cut();
  await note(ann, "Two litres").accepted;
  write(bob, "Oat milk");
  note(bob, "Half a litre");
  note(bob, "Half a litre, or one");
  way.mend();
  for (const store of [ann, bob]) await until(() => expect(notes(store)).toBe("Half a litre, or one"));
  for (const store of [ann, bob]) await until(() => expect(replaced(store)).toEqual(["Two litres"]));
  expect(ann.get().overwritten).toMatchObject([{ field: "notes", todoId: todo }]);
  note(ann, "Two litres");
  await until(() => expect(notes(bob)).toBe("Two litres"));
  expect([replaced(ann), replaced(bob), text(ann)]).toEqual([[], [], "Oat milk"]);
});

it("goes by what was there when writing began, where that is said", async () => {
  const basedOn = bob.basedOn(todo, "text");
  await write(ann, "Milk and bread").accepted;
  await until(() => expect(text(bob)).toBe("Milk and bread"));
  if (!basedOn) throw new Error("Nothing is known of what the text is based on.");
  bob.run({ kind: "todo.update", ids: [todo], set: { text: "Oat milk" }, basedOn });
  for (const store of [ann, bob]) await until(() => expect(replaced(store)).toEqual(["Milk and bread"]));
});

it("runs a refused edit again on what is there now", async () => {
  const basedOn = { listId, rev: 1_000 };
  const run = bob.run({ kind: "todo.update", ids: [todo], set: { text: "Oat milk" }, basedOn });
  await expect(run.accepted).rejects.toThrow("a state that the list does not have");
  expect(text(bob)).toBe("Milk");
  bob.retryRefused();
  await until(() => expect(text(ann)).toBe("Oat milk"));
  expect([replaced(ann), replaced(bob), bob.get().refused]).toEqual([[], [], []]);
});
