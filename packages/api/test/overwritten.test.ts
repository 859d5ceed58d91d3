import type { BasedOn, NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { Overwritten } from "@codex/core/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { done, push } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { call, everything, makeWorld, PASSWORD, type Shown, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let list: string;
let ann: Shown;
let bob: Shown;
let owner: Visitor;
/** Its text is "Milk", and both have read the list up to `rev`. */
let todo: string;
let rev: number;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
  ann = world.callers.owner;
  bob = world.callers.editor;
  owner = new Visitor(server(), ann);
  todo = newId();
  await done(server(), { kind: "todo.create", listId: list, todos: [{ id: todo, text: "Milk" }] }, ann);
  rev = await head(list);
});

const head = async (log: string) =>
  Number((await server().db.log.findUniqueOrThrow({ where: { id: log } })).head);
const text = async () => (await server().db.todo.findUniqueOrThrow({ where: { id: todo } })).text;

/** Writes a text that is based on what was read when the test began, unless said otherwise. @returns the command's id */
const write = (shown: Shown, written: string, basedOn: Partial<BasedOn> = {}) =>
  done(server(), writing(written, { listId: list, rev, ...basedOn }), shown);

const writing = (written: string, basedOn: BasedOn): NewCommand => ({
  kind: "todo.update",
  ids: [todo],
  set: { text: written },
  basedOn,
});

/** What somebody who had read up to a number is told when they come back. */
async function told(shown: Shown, from = rev, log = list): Promise<readonly Overwritten[]> {
  const { data } = await new Visitor(server(), shown).call("sync.since", { log, cursor: String(from) });
  return [...(data.overwritten ?? []), ...(data.overwrittenNotes ?? [])];
}

describe("a text that replaces another one unseen", () => {
  it("stands, and both are told what it replaced and who wrote which", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk");
    expect(await text()).toBe("Oat milk");
    const { owner: author, editor: by } = world.users;
    const notice = {
      listId: list,
      rev: rev + 2,
      todoId: todo,
      text: "Milk and bread",
      author: { id: author, name: "owner" },
      by: { id: by, name: "editor" },
    };
    expect(await told(ann)).toEqual([notice]);
    expect(await told(bob)).toEqual([notice]);
  });

  it("is told of once: not to who has read further, nor to who begins", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk");
    expect(await told(ann, rev + 1)).toHaveLength(1);
    expect(await told(ann, rev + 2)).toEqual([]);
    const { data } = await owner.call("sync.since", { log: list });
    expect(data).not.toHaveProperty("overwritten");
  });

  it("is told of on the page with its number, although the todo was changed again and comes later", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk");
    await done(server(), { kind: "list.rename", listId: list, name: "Renamed" }, ann);
    await done(server(), { kind: "todo.update", ids: [todo], set: { completed: true } }, ann);
    const pages: number[] = [];
    for (let cursor = String(rev), more = true; more; ) {
      const { data } = await owner.call("sync.since", { log: list, cursor, limit: 1 });
      pages.push(data.overwritten?.length ?? 0);
      ({ cursor, more } = data);
    }
    expect(pages).toEqual([1, 0]);
  });

  it("is noticed although the todo was moved meanwhile, in the list where it was replaced", async () => {
    await write(ann, "Milk and bread");
    const { data } = await new Visitor(server(), bob).call("list.create", { name: "Between" });
    const to = data.id;
    const from = await head(to);
    await done(server(), { kind: "todo.move", ids: [todo], listId: to }, bob);
    await write(bob, "Oat milk");
    const notice = { text: "Milk and bread", author: { name: "owner" }, by: { name: "editor" } };
    expect(await told(bob, from, to)).toMatchObject([notice]);
    expect(await told(bob)).toEqual([]);
  });

  it("has no author if it was written by hand in the database", async () => {
    await server().db.$executeRaw`update todo set text = 'by hand' where id = ${todo}::uuid`;
    await write(bob, "Oat milk");
    expect(await told(bob)).toMatchObject([{ text: "by hand", author: null, by: { name: "editor" } }]);
  });

  it("is told to nobody who cannot read the list", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk");
    const input = { log: list, cursor: String(rev) };
    const { code, body } = await call(server(), "sync.since", input, world.callers.stranger);
    expect([code, body]).toEqual(["NOT_FOUND", expect.not.stringContaining("Milk")]);
  });

  it("is forgotten with the account of whoever wrote one of the two", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk");
    const editor = new Visitor(server(), bob);
    expect((await editor.call("account.delete", { password: PASSWORD })).code).toBe("ok");
    expect(await told(ann)).toEqual([]);
    expect(await text()).toBe("Oat milk");
  });

  it("can be undone, and done again", async () => {
    await write(ann, "Milk and bread");
    const target = await write(bob, "Oat milk");
    await done(server(), { kind: "undo", target }, bob);
    expect(await text()).toBe("Milk and bread");
    await done(server(), { kind: "redo", target }, bob);
    expect(await text()).toBe("Oat milk");
    expect(await told(ann)).toHaveLength(1);
  });

  it("takes effect once, and is told of once, however often it is sent", async () => {
    await write(ann, "Milk and bread");
    const command = { ...writing("Oat milk", { listId: list, rev }), commandId: newId() };
    const first = await push(server(), [command], bob);
    expect(await push(server(), [command], bob)).toEqual(first);
    expect(await told(ann)).toHaveLength(1);
  });
});

describe("notes that replace others unseen", () => {
  const note = (shown: Shown, notes: string | null) =>
    done(
      server(),
      { kind: "todo.update", ids: [todo], set: { notes }, basedOn: { listId: list, rev } },
      shown,
    );
  const notes = async () => (await server().db.todo.findUniqueOrThrow({ where: { id: todo } })).notes;

  it("stand, and both are told what they replaced, and that it is notes", async () => {
    await note(ann, "Two litres");
    await note(bob, "Half a litre");
    expect(await notes()).toBe("Half a litre");
    const notice = { field: "notes", text: "Two litres", author: { name: "owner" }, by: { name: "editor" } };
    expect(await told(ann)).toMatchObject([notice]);
    expect(await told(bob)).toMatchObject([notice]);
    // A page from before there were any would bring them back as a text.
    const { data } = await owner.call("sync.since", { log: list, cursor: String(rev) });
    expect(data).not.toHaveProperty("overwritten");
  });

  it("are told of where somebody emptied what another one wrote, and not where there was nothing left", async () => {
    await note(ann, "Two litres");
    await note(bob, null);
    expect(await told(ann)).toMatchObject([{ field: "notes", text: "Two litres" }]);
    await note(ann, "One litre");
    expect([await notes(), await told(bob)]).toMatchObject(["One litre", [{ text: "Two litres" }]]);
  });

  it("are another field than the text: both win, and nobody is told", async () => {
    await write(ann, "Oat milk");
    await note(bob, "Half a litre");
    expect([await text(), await notes(), await told(ann)]).toEqual(["Oat milk", "Half a litre", []]);
  });

  it("are noticed although the todo was moved meanwhile", async () => {
    await note(ann, "Two litres");
    const { data } = await new Visitor(server(), bob).call("list.create", { name: "Between" });
    const from = await head(data.id);
    await done(server(), { kind: "todo.move", ids: [todo], listId: data.id }, bob);
    await note(bob, "Half a litre");
    expect(await told(bob, from, data.id)).toMatchObject([{ field: "notes", author: { name: "owner" } }]);
  });
});

describe("nobody is told", () => {
  it("of different fields: both win", async () => {
    await done(server(), { kind: "todo.update", ids: [todo], set: { completed: true } }, ann);
    await write(bob, "Oat milk");
    expect(await server().db.todo.findUniqueOrThrow({ where: { id: todo } })).toMatchObject({
      text: "Oat milk",
      completed: true,
    });
    expect(await told(ann)).toEqual([]);
  });

  it("of the same text", async () => {
    await write(ann, "Oat milk");
    await write(bob, "Oat milk");
    expect(await told(bob)).toEqual([]);
  });

  it("of a text that was changed to and fro: it is the one that was seen", async () => {
    const target = await write(ann, "Milk and bread");
    await done(server(), { kind: "undo", target }, ann);
    await write(bob, "Oat milk");
    expect(await told(bob)).toEqual([]);
  });

  it("of what was seen", async () => {
    await write(ann, "Milk and bread");
    await write(bob, "Oat milk", { rev: rev + 1 });
    expect(await told(ann)).toEqual([]);
  });

  it("of what a client replaces that does not say what it had seen", async () => {
    await write(ann, "Milk and bread");
    await done(server(), { kind: "todo.update", ids: [todo], set: { text: "Oat milk" } }, bob);
    expect([await text(), await told(ann)]).toEqual(["Oat milk", []]);
  });

  it("of a todo that was only moved", async () => {
    const { data } = await owner.call("list.create", { name: "Between" });
    await done(server(), { kind: "todo.move", ids: [todo], listId: data.id }, ann);
    await write(ann, "Oat milk");
    expect(await told(ann, 1, data.id)).toEqual([]);
  });

  it("where another list's log is: an edit that names one is taken like one that names none", async () => {
    const { foreign } = world.lists;
    const edits = [foreign, newId()].map((listId) => writing("Oat milk", { listId, rev: 1_000 }));
    expect(await push(server(), edits, bob)).toMatchObject([{ status: "accepted" }, { status: "accepted" }]);
  });

  it("of one's own edits in a row, written before the first had a number", async () => {
    const first = await write(bob, "Oat");
    const second = await write(bob, "Oat milk", { after: first });
    const undo = await done(server(), { kind: "undo", target: second }, bob);
    await write(bob, "Oat milk, two", { after: undo });
    expect(await told(bob)).toEqual([]);
  });
});

describe("one's own edits in a row", () => {
  it("count as one: what somebody wrote before them is told of once", async () => {
    await write(ann, "Milk and bread");
    const first = await write(bob, "Oat");
    await write(bob, "Oat milk", { after: first });
    expect(await told(ann)).toMatchObject([{ rev: rev + 2, text: "Milk and bread" }]);
  });

  it("do not hide what somebody wrote between them, even if it is what stood there at first", async () => {
    const first = await write(bob, "Oat");
    await done(server(), { kind: "todo.update", ids: [todo], set: { text: "Milk" } }, ann);
    await write(bob, "Oat milk", { after: first });
    expect(await told(ann)).toMatchObject([{ text: "Milk", author: { name: "owner" } }]);
  });

  it("are not hidden by a command in between that wrote no text", async () => {
    await write(ann, "Milk and bread");
    const tick: NewCommand = { kind: "todo.update", ids: [todo], set: { completed: true } };
    await write(bob, "Oat milk", { after: await done(server(), tick, bob) });
    expect(await told(bob)).toHaveLength(1);
  });

  it("on two devices are told of to the one who wrote both", async () => {
    await write(bob, "Milk and bread");
    await write(bob, "Oat milk");
    expect(await told(bob)).toMatchObject([{ author: { name: "editor" }, by: { name: "editor" } }]);
  });
});

describe("refused, and nothing is changed:", () => {
  it("a text on a number that the list has not come to", async () => {
    const before = await everything(server());
    const [result] = await push(server(), [writing("Oat milk", { listId: list, rev: rev + 1 })], bob);
    expect(result).toMatchObject({
      status: "refused",
      code: "CONFLICT",
      message: expect.stringContaining("a state that the list does not have"),
    });
    expect(await everything(server())).toEqual(before);
  });

  it.each([
    ["a negative number", { basedOn: { rev: -1 } }],
    ["no number", { basedOn: { rev: "1" } }],
    ["an unknown field", { basedOn: { rev: 1, by: "me" } }],
    ["several todos", { basedOn: { rev: 1 }, ids: [newId(), newId()] }],
    ["neither text nor notes", { basedOn: { rev: 1 }, set: { completed: true } }],
  ])("an edit based on %s", async (_what, { basedOn, ...fields }) => {
    const before = await everything(server());
    const command = {
      commandId: newId(),
      kind: "todo.update",
      ids: [todo],
      set: { text: "Oat milk" },
      ...fields,
      basedOn: { listId: list, ...basedOn },
    };
    const { code, body } = await call(server(), "sync.push", { commands: [command] }, bob);
    expect([code, body]).toEqual(["BAD_REQUEST", expect.stringContaining("basedOn")]);
    expect(await everything(server())).toEqual(before);
  });

  it("an edit of who may only look, whatever it is based on", async () => {
    const before = await everything(server());
    const commands = [writing("Oat milk", { listId: list, rev: rev + 1 })];
    expect(await push(server(), commands, world.callers.viewer)).toMatchObject([{ code: "FORBIDDEN" }]);
    expect(await push(server(), commands, world.callers.stranger)).toMatchObject([{ code: "NOT_FOUND" }]);
    expect(await everything(server())).toEqual(before);
  });
});
