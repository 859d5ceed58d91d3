import { LIST_LIMITS } from "@codex/core/limits";
import { beforeEach, describe, expect, it } from "vitest";
import { prune } from "../src/command/prune.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_INVITE: null });
let world: World;
let owner: Visitor;
let editor: Visitor;
let viewer: Visitor;
let stranger: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  const { callers } = world;
  [owner, editor, viewer, stranger] = [
    new Visitor(server(), callers.owner),
    new Visitor(server(), callers.editor),
    new Visitor(server(), callers.viewer),
    new Visitor(server(), callers.stranger),
  ];
});

const shared = () => ({ listId: world.lists.shared });
const roles = async () =>
  Object.fromEntries(
    (await owner.call("list.members", shared())).data.map(
      ({ name, role }: { name: string; role: string }) => [name, role],
    ),
  );

/** Expects a refusal that leaves everything as it was. */
async function refuses(who: Visitor, path: string, input: unknown, code: string): Promise<void> {
  const before = await everything(server());
  const answer = await who.call(path, input);
  expect([answer.code, answer.message]).toEqual([code, expect.stringMatching(/\w/)]);
  expect(await everything(server())).toEqual(before);
}

describe("a list always has an owner:", () => {
  it("the owner cannot leave, be removed, or be given another role", async () => {
    const me = { ...shared(), userId: world.users.owner };
    await refuses(owner, "list.leave", shared(), "CONFLICT");
    await refuses(owner, "list.removeMember", me, "CONFLICT");
    await refuses(owner, "list.setRole", { ...me, role: "viewer" }, "CONFLICT");
  });

  it("nobody is made a second owner, by role or by invite", async () => {
    const member = { ...shared(), userId: world.users.editor };
    await refuses(owner, "list.setRole", { ...member, role: "owner" }, "BAD_REQUEST");
    await refuses(owner, "list.createInvite", { ...shared(), role: "owner" }, "BAD_REQUEST");
    await expect(
      server().db.member.updateMany({ where: { listId: world.lists.shared }, data: { role: "owner" } }),
    ).rejects.toThrow();
  });

  it("the owner hands it over, stays as an editor, and may leave then", async () => {
    const { data } = await owner.call("list.transfer", { ...shared(), userId: world.users.viewer });
    expect(data.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual(
      expect.arrayContaining([
        ["owner", "editor"],
        ["viewer", "owner"],
      ]),
    );
    await refuses(owner, "list.rename", { ...shared(), name: "b" }, "FORBIDDEN");
    expect((await viewer.call("list.rename", { ...shared(), name: "b" })).code).toBe("ok");
    expect((await owner.call("list.leave", shared())).code).toBe("ok");
    await refuses(owner, "todo.list", shared(), "NOT_FOUND");
  });

  it("two handovers at once leave one owner", async () => {
    for (let round = 0; round < 10; round++) {
      world = await makeWorld(server());
      const now = new Visitor(server(), world.callers.owner);
      const to = (userId: string) => now.call("list.transfer", { ...shared(), userId });
      const answers = await Promise.all([
        to(world.users.editor),
        to(world.users.viewer),
        now.call("list.leave", shared()),
        now.call("list.removeMember", { ...shared(), userId: world.users.editor }),
      ]);
      expect(answers.every(({ code }) => ["ok", "FORBIDDEN", "CONFLICT", "NOT_FOUND"].includes(code))).toBe(
        true,
      );
      const owners = await server().db.member.count({ where: { listId: world.lists.shared, role: "owner" } });
      expect(owners).toBe(1);
    }
  });
});

describe("an invite", () => {
  const create = (fields: object = {}) =>
    owner.call("list.createInvite", { ...shared(), role: "viewer", ...fields }).then(({ data }) => data);

  it("makes a member with its role; only a hash of its secret is kept", async () => {
    const { invite, secret } = await create();
    expect(Math.round((Date.parse(invite.expiresAt) - Date.now()) / 86_400_000)).toBe(7);
    expect(JSON.stringify(await server().db.invite.findMany())).not.toContain(secret);
    expect((await new Visitor(server()).call("list.offer", { secret })).data).toMatchObject({
      listName: "Shared",
      ownerName: "owner",
      role: "viewer",
    });
    expect((await stranger.call("list.acceptInvite", { secret })).data).toMatchObject({
      role: "viewer",
      members: 4,
    });
    await refuses(stranger, "todo.create", { ...shared(), text: "b" }, "FORBIDDEN");
  });

  it("changes nothing for whoever is a member, and is not used up by them", async () => {
    const { secret } = await create({ uses: 1 });
    for (const member of [owner, editor]) await member.call("list.acceptInvite", { secret });
    expect(await roles()).toMatchObject({ owner: "owner", editor: "editor" });
    expect((await stranger.call("list.acceptInvite", { secret })).code).toBe("ok");
  });

  it("works as often as it says, however many come at once", async () => {
    const { secret } = await create({ uses: 2 });
    const guests = await Promise.all(Array.from({ length: 6 }, () => new Visitor(server()).asGuest()));
    const codes = await Promise.all(guests.map((guest) => guest.call("list.acceptInvite", { secret })));
    expect(codes.map(({ code }) => code).toSorted()).toEqual([
      ...Array<string>(4).fill("NOT_FOUND"),
      ...Array<string>(2).fill("ok"),
    ]);
    expect((await owner.call("list.invites", shared())).data).toHaveLength(1);
  });

  it.each([
    ["expired", () => server().db.invite.updateMany({ data: { expiresAt: inDays(-1) } })],
    ["was used up", () => server().db.invite.updateMany({ data: { used: 10, uses: 10 } })],
    [
      "was revoked",
      async () => {
        const { data } = await owner.call("list.invites", shared());
        for (const { id } of data) await owner.call("list.revokeInvite", { ...shared(), inviteId: id });
      },
    ],
    ["is for a list that was deleted", () => owner.call("list.delete", shared())],
  ])("that %s looks like one that never was", async (_why, end) => {
    const { secret } = await create();
    await end();
    await refuses(stranger, "list.acceptInvite", { secret }, "NOT_FOUND");
    const ended = await stranger.call("list.offer", { secret });
    expect(ended.data).toEqual((await stranger.call("list.offer", { secret: "never" })).data);
  });

  it.each([
    ["has expired before it begins", { expiresAt: new Date(0).toISOString() }],
    ["lasts longer than a year", { expiresAt: inDays(366).toISOString() }],
    ["is for nobody", { uses: 0 }],
    ["is for everybody", { uses: 101 }],
  ])("that %s is not made", async (_what, fields) => {
    await refuses(owner, "list.createInvite", { ...shared(), role: "viewer", ...fields }, "BAD_REQUEST");
  });

  it("is not made for the Inbox, nor without end", async () => {
    await refuses(
      owner,
      "list.createInvite",
      { listId: world.lists.ownersInbox, role: "viewer" },
      "FORBIDDEN",
    );
    for (let count = 1; count < LIST_LIMITS.invites; count++) await create();
    await refuses(owner, "list.createInvite", { ...shared(), role: "viewer" }, "CONFLICT");
  });
});

describe("lists", () => {
  it("the Inbox can be renamed, not deleted", async () => {
    const inbox = { listId: world.lists.ownersInbox };
    expect((await owner.call("list.rename", { ...inbox, name: "Home" })).data).toMatchObject({
      name: "Home",
      isInbox: true,
    });
    await refuses(owner, "list.delete", inbox, "FORBIDDEN");
  });

  it("a deleted list is gone for everyone, and back for everyone when its owner restores it", async () => {
    await owner.call("list.delete", shared());
    for (const who of [owner, editor, viewer]) await refuses(who, "todo.list", shared(), "NOT_FOUND");
    await refuses(editor, "todo.update", { id: world.todos.shared, completed: true }, "NOT_FOUND");
    expect((await owner.call("list.all", { deleted: true })).data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: world.lists.shared, deletedAt: expect.any(String) }),
      ]),
    );
    expect((await editor.call("list.all", { deleted: true })).data).toEqual([]);
    await owner.call("list.restore", shared());
    expect(await editor.texts(world.lists.shared)).toEqual(["a"]);
    await refuses(owner, "list.restore", shared(), "NOT_FOUND");
  });

  it("each member orders their lists for themselves", async () => {
    const { data: second } = await owner.call("list.create", { name: "Second" });
    const named = async (who: Visitor) => (await who.lists()).map(({ name }) => name);
    expect(await named(owner)).toEqual(["Inbox", "Shared", "Alone", "Second"]);
    const theirs = await named(editor);
    await owner.call("list.setOrder", { listIds: [second.id, world.lists.alone] });
    expect(await named(owner)).toEqual(["Inbox", "Second", "Alone", "Shared"]);
    expect(await named(editor)).toEqual(theirs);
  });

  it("the same id and name again is the same list; another name, or another's id, is taken", async () => {
    const { data: first } = await owner.call("list.create", { name: "Camping" });
    expect((await owner.call("list.create", { id: first.id, name: "Camping" })).data).toEqual(first);
    await refuses(owner, "list.create", { id: first.id, name: "Other" }, "CONFLICT");
    await refuses(stranger, "list.create", { id: first.id, name: "Camping" }, "CONFLICT");
  });

  it.each([
    ["empty", " "],
    ["too long", "x".repeat(101)],
    ["with NUL", "a\0b"],
  ])("a name that is %s is refused", async (_what, name) => {
    await refuses(owner, "list.create", { name }, "BAD_REQUEST");
    await refuses(owner, "list.rename", { ...shared(), name }, "BAD_REQUEST");
  });

  it("one may own as many as the limit says", async () => {
    const data = Array.from({ length: LIST_LIMITS.owned }, () => ({ id: crypto.randomUUID(), name: "a" }));
    await server().db.list.createMany({ data });
    await server().db.member.createMany({
      data: data.map(({ id }) => ({ listId: id, userId: world.users.stranger, role: "owner" as const })),
    });
    await refuses(stranger, "list.create", { name: "one more" }, "CONFLICT");
  });
});

describe("todos of several lists", () => {
  it("are apart: counted, listed, completed and cleared list by list", async () => {
    await owner.call("todo.create", { text: "tent", listId: world.lists.alone });
    expect(await owner.texts()).toEqual(["a"]);
    expect(await owner.texts(world.lists.alone)).toEqual(["tent"]);
    expect(
      (await owner.call("todo.setAllCompleted", { completed: true, listId: world.lists.alone })).data,
    ).toEqual({ count: 1 });
    expect((await owner.call("todo.counts", shared())).data).toEqual({ active: 1, completed: 0 });
    expect((await owner.call("todo.clearCompleted")).data).toEqual({ count: 0 });
    expect((await owner.call("todo.clearCompleted", { listId: world.lists.alone })).data).toEqual({
      count: 1,
    });
  });

  it("move with everything they are", async () => {
    const { todos, lists } = world;
    const { data: before } = await owner.call("todo.byId", { id: todos.inbox });
    expect(
      (await owner.call("todo.move", { ids: [todos.inbox, todos.shared], listId: lists.alone })).data,
    ).toEqual({ count: 2 });
    expect((await owner.call("todo.byId", { id: todos.inbox })).data).toEqual({
      ...before,
      listId: lists.alone,
    });
    expect((await owner.call("todo.move", { ids: [todos.inbox], listId: lists.alone })).data).toEqual({
      count: 0,
    });
    await refuses(owner, "todo.move", { ids: [todos.foreign], listId: lists.shared }, "NOT_FOUND");
    await refuses(editor, "todo.move", { ids: [todos.inbox], listId: lists.shared }, "NOT_FOUND");
    await refuses(owner, "todo.move", { ids: [todos.inbox], listId: lists.foreign }, "NOT_FOUND");
    await refuses(owner, "todo.move", { ids: [], listId: lists.shared }, "BAD_REQUEST");
    const other = new Visitor(server(), world.sessions.other.shown);
    const { data: foreign } = await other.call("todo.byId", { id: todos.foreign });
    const both = { ids: [todos.inbox, todos.foreign], listId: lists.shared };
    expect((await owner.call("todo.move", both)).data).toEqual({ count: 1 });
    expect((await other.call("todo.byId", { id: todos.foreign })).data).toEqual(foreign);
  });

  it("are not taken out of a list, or put into one, by who may only look at it", async () => {
    const { todos, lists } = world;
    const { data } = await viewer.call("todo.create", { text: "mine" });
    const inbox = (await viewer.lists())[0]?.id;
    await refuses(viewer, "todo.move", { ids: [todos.shared], listId: inbox }, "FORBIDDEN");
    await refuses(viewer, "todo.move", { ids: [data.id], listId: lists.shared }, "FORBIDDEN");
  });

  it("are known by who added them", async () => {
    const { data } = await editor.call("todo.create", { ...shared(), text: "by the editor" });
    expect(data.createdBy).toBe(world.users.editor);
    expect((await viewer.call("todo.byId", { id: data.id })).data.createdBy).toBe(world.users.editor);
  });
});

describe("pruning", () => {
  const later = (days: number) => prune(server().db, { now: inDays(days), historyDays: 90 });

  it("forgets a guest who has had nothing for 30 days, and none that has something", async () => {
    const empty = await new Visitor(server()).asGuest();
    const full = await new Visitor(server()).asGuest();
    await full.call("todo.create", { text: "milk" });
    const listed = await new Visitor(server()).asGuest();
    await listed.call("list.create", { name: "a" });
    expect(await later(29)).toMatchObject({ guests: 0 });
    // The world's stranger has nothing either.
    expect(await later(31)).toMatchObject({ guests: 2 });
    expect((await empty.call("todo.list")).code).toBe("UNAUTHORIZED");
    expect(await full.texts()).toEqual(["milk"]);
    expect(await listed.lists()).toHaveLength(2);
  });

  it("ends what was deleted for 30 days, and what has expired", async () => {
    await owner.call("list.delete", shared());
    expect(await later(29)).toMatchObject({ lists: 0, invites: 2, sessions: 6 });
    expect(await later(31)).toMatchObject({ lists: 2, invites: 0, sessions: 0 });
    expect(await server().db.todo.findMany({ select: { id: true }, orderBy: { id: "asc" } })).toEqual(
      [{ id: world.todos.inbox }, { id: world.todos.foreign }].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });
});
