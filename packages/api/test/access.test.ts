import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { appRouter } from "../src/router.js";
import { useTestServer } from "./server.js";
import { type CallerName, call, everything, PASSWORD, type World, worldKeeper } from "./world.js";

const server = useTestServer({
  ACCESS: "accounts",
  RATE_USER: null,
  RATE_SIGN_IN: null,
  RATE_SIGN_UP: null,
  RATE_INVITE: null,
  RATE_RESET: null,
});
const asMade = worldKeeper(server);
let world: World;

beforeEach(async () => {
  world = await asMade();
});

type Expected = Record<CallerName, string>;

const UNAUTHORIZED = {
  nobody: "UNAUTHORIZED",
  revokedSession: "UNAUTHORIZED",
  forgedSession: "UNAUTHORIZED",
  revokedToken: "UNAUTHORIZED",
  expiredToken: "UNAUTHORIZED",
};
const PUBLIC = {
  nobody: "ok",
  revokedSession: "ok",
  forgedSession: "ok",
  revokedToken: "ok",
  expiredToken: "ok",
};
const everyUser = { stranger: "ok", viewer: "ok", editor: "ok", owner: "ok" };
const everyToken = { readToken: "ok", readWriteToken: "ok", limitedToken: "ok" };
const noToken = { readToken: "FORBIDDEN", readWriteToken: "FORBIDDEN", limitedToken: "FORBIDDEN" };
const writes = { readToken: "FORBIDDEN" };
const outside = { stranger: "NOT_FOUND" };

const anybody: Expected = { ...PUBLIC, ...everyUser, ...everyToken };
const anyUser: Expected = { ...UNAUTHORIZED, ...everyUser, ...everyToken };
const anyPerson: Expected = { ...UNAUTHORIZED, ...everyUser, ...noToken };
const anyAccount: Expected = { ...anyPerson, stranger: "FORBIDDEN" };
/** A token that reaches all lists and may write. */
const wholeWriter: Expected = { ...anyUser, readToken: "FORBIDDEN", limitedToken: "FORBIDDEN" };
const viewerReads: Expected = { ...anyUser, ...outside };
const editorWrites: Expected = { ...viewerReads, ...writes, viewer: "FORBIDDEN" };
const ownerWrites: Expected = { ...editorWrites, editor: "FORBIDDEN" };
const ownerPerson: Expected = { ...ownerWrites, ...noToken };
const nothingDone: Expected = {
  ...{ ...UNAUTHORIZED, ...writes, stranger: "CONFLICT", viewer: "CONFLICT", editor: "CONFLICT" },
  ...{ owner: "CONFLICT", readWriteToken: "CONFLICT", limitedToken: "CONFLICT" },
};

/** Of others nobody is told. */
const noBatch: Expected = {
  ...{ ...UNAUTHORIZED, ...writes, stranger: "NOT_FOUND", viewer: "NOT_FOUND", editor: "NOT_FOUND" },
  ...{ owner: "NOT_FOUND", readWriteToken: "NOT_FOUND", limitedToken: "NOT_FOUND" },
};

const conflicting = {
  ...{ editor: "CONFLICT", owner: "CONFLICT", readWriteToken: "CONFLICT", limitedToken: "CONFLICT" },
};
const noneOfTheirs = { viewer: "NOT_FOUND", editor: "NOT_FOUND" };
const DAILY = { id: newId(), rule: "FREQ=DAILY", mode: "schedule", zone: "UTC" } as const;

const pushing = (command: NewCommand) => ({ commands: [{ ...command, commandId: newId() }] });

interface Row {
  readonly input: (world: World) => unknown;
  readonly expected: Expected;
}

/** For every procedure: what each caller is answered when they ask about the shared list, or about themselves. */
const TABLE: Record<string, Row> = {
  "todo.list": { input: ({ lists }) => ({ listId: lists.shared }), expected: viewerReads },
  "todo.counts": { input: ({ lists }) => ({ listId: lists.shared }), expected: viewerReads },
  "todo.search": { input: ({ lists }) => ({ q: "a", listId: lists.shared }), expected: viewerReads },
  "todo.byId": { input: ({ todos }) => ({ id: todos.shared }), expected: viewerReads },
  "todo.create": { input: ({ lists }) => ({ listId: lists.shared, text: "b" }), expected: editorWrites },
  "todo.update": { input: ({ todos }) => ({ id: todos.shared, text: "b" }), expected: editorWrites },
  "todo.delete": { input: ({ todos }) => ({ id: todos.shared }), expected: editorWrites },
  "todo.move": {
    input: ({ todos, lists }) => ({ ids: [todos.shared], listId: lists.shared }),
    expected: editorWrites,
  },
  "todo.setAllCompleted": {
    input: ({ lists }) => ({ listId: lists.shared, completed: true }),
    expected: editorWrites,
  },
  "todo.clearCompleted": { input: ({ lists }) => ({ listId: lists.shared }), expected: editorWrites },

  "todo.label": { input: ({ todos }) => ({ ids: [todos.shared], add: ["home"] }), expected: editorWrites },
  // It has no date.
  "todo.repeat": {
    input: ({ todos }) => ({ id: todos.shared, series: DAILY }),
    expected: { ...editorWrites, ...conflicting },
  },
  "todo.skip": {
    input: ({ todos }) => ({ id: todos.shared }),
    expected: { ...editorWrites, ...conflicting },
  },
  "todo.series": { input: ({ todos }) => ({ id: todos.shared }), expected: viewerReads },

  "label.all": { input: () => undefined, expected: anyUser },
  "label.setColor": { input: () => ({ name: "home", color: "teal" }), expected: wholeWriter },
  "view.all": { input: () => undefined, expected: anyUser },
  "view.save": { input: () => ({ name: "Home", query: "label=home" }), expected: wholeWriter },
  "view.delete": {
    input: ({ views }) => ({ id: views.owner }),
    expected: { ...wholeWriter, ...outside, ...noneOfTheirs },
  },

  "list.all": { input: () => ({}), expected: anyUser },
  "list.create": { input: () => ({ name: "b" }), expected: wholeWriter },
  "list.rename": { input: ({ lists }) => ({ listId: lists.shared, name: "b" }), expected: ownerWrites },
  "list.delete": { input: ({ lists }) => ({ listId: lists.shared }), expected: ownerWrites },
  // Nobody but its owner knows of a deleted list any more, and a token that is limited to another does not.
  "list.restore": {
    input: ({ lists }) => ({ listId: lists.deleted }),
    expected: { ...ownerWrites, viewer: "NOT_FOUND", limitedToken: "NOT_FOUND" },
  },
  "list.setOrder": { input: ({ lists }) => ({ listIds: [lists.shared] }), expected: wholeWriter },
  "list.members": { input: ({ lists }) => ({ listId: lists.shared }), expected: viewerReads },
  "list.setRole": {
    input: ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer, role: "editor" }),
    expected: ownerPerson,
  },
  "list.removeMember": {
    input: ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer }),
    expected: ownerPerson,
  },
  "list.leave": {
    input: ({ lists }) => ({ listId: lists.shared }),
    expected: { ...viewerReads, ...noToken, owner: "CONFLICT" },
  },
  "list.transfer": {
    input: ({ lists, users }) => ({ listId: lists.shared, userId: users.viewer }),
    expected: ownerPerson,
  },
  "list.invites": { input: ({ lists }) => ({ listId: lists.shared }), expected: ownerPerson },
  "list.createInvite": {
    input: ({ lists }) => ({ listId: lists.shared, role: "viewer" }),
    expected: ownerPerson,
  },
  "list.revokeInvite": {
    input: ({ lists, invites }) => ({ listId: lists.shared, inviteId: invites.shared }),
    expected: ownerPerson,
  },
  "list.offer": { input: ({ secretOf }) => ({ secret: secretOf.shared }), expected: anybody },
  "list.acceptInvite": { input: ({ secretOf }) => ({ secret: secretOf.shared }), expected: anyPerson },

  "account.me": { input: () => undefined, expected: anybody },
  "account.claim": {
    input: () => ({ email: "new@example.org", password: PASSWORD }),
    expected: { ...anyPerson, viewer: "CONFLICT", editor: "CONFLICT", owner: "CONFLICT" },
  },
  // The secret in the link is what counts, not who opens it; this one is wrong.
  "account.confirmEmail": {
    input: () => ({ token: "wrong" }),
    expected: {
      ...{ nobody: "NOT_FOUND", revokedSession: "NOT_FOUND", forgedSession: "NOT_FOUND" },
      ...{ revokedToken: "NOT_FOUND", expiredToken: "NOT_FOUND" },
      ...{ stranger: "NOT_FOUND", viewer: "NOT_FOUND", editor: "NOT_FOUND", owner: "NOT_FOUND" },
      ...{ readToken: "NOT_FOUND", readWriteToken: "NOT_FOUND", limitedToken: "NOT_FOUND" },
    },
  },
  "account.rename": { input: () => ({ name: "b" }), expected: anyPerson },
  "account.changePassword": {
    input: () => ({ current: PASSWORD, password: "another good one" }),
    expected: anyAccount,
  },
  "account.changeEmail": {
    input: () => ({ email: "new@example.org", password: PASSWORD }),
    expected: anyAccount,
  },
  "account.sessions": { input: () => undefined, expected: anyPerson },
  "account.revokeSession": {
    input: ({ sessions }) => ({ sessionId: sessions.ownerElsewhere.id }),
    expected: { ...anyPerson, stranger: "NOT_FOUND", viewer: "NOT_FOUND", editor: "NOT_FOUND" },
  },
  "account.revokeOtherSessions": { input: () => undefined, expected: anyPerson },
  "account.export": { input: () => undefined, expected: anyPerson },
  "account.delete": {
    input: () => ({ password: PASSWORD }),
    expected: { ...anyPerson, owner: "CONFLICT" },
  },

  "sync.push": {
    input: ({ lists }) =>
      pushing({ kind: "todo.create", listId: lists.shared, todos: [{ id: newId(), text: "b" }] }),
    expected: { ...anyUser, ...writes },
  },
  "sync.since": { input: ({ lists }) => ({ log: lists.shared }), expected: viewerReads },
  "sync.live": { input: () => undefined, expected: anyUser },
  "history.list": { input: ({ lists }) => ({ listId: lists.shared }), expected: viewerReads },
  // Nobody has done anything yet.
  "history.undo": { input: () => ({}), expected: nothingDone },
  "history.redo": { input: () => ({}), expected: nothingDone },
  "history.undoBatch": { input: () => ({ batch: newId() }), expected: noBatch },
  "trash.list": { input: () => ({}), expected: anyUser },
  "trash.restore": { input: ({ todos }) => ({ ids: [todos.deleted] }), expected: editorWrites },
  "trash.purge": { input: ({ todos }) => ({ ids: [todos.deleted] }), expected: editorWrites },
  "list.purge": {
    input: ({ lists }) => ({ listId: lists.deleted }),
    expected: { ...ownerWrites, viewer: "NOT_FOUND", limitedToken: "NOT_FOUND" },
  },

  "token.all": { input: () => undefined, expected: anyAccount },
  "token.create": { input: () => ({ name: "b", scope: "read" }), expected: anyAccount },
  "token.revoke": {
    input: ({ tokens }) => ({ tokenId: tokens.read.id }),
    expected: { ...anyAccount, viewer: "NOT_FOUND", editor: "NOT_FOUND" },
  },
};

const PROCEDURES = Object.keys(appRouter._def.procedures);

it("has a row for every procedure, and none for another", () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(PROCEDURES.toSorted());
});

describe.each(Object.entries(TABLE))("%s", (path, { input, expected }) => {
  it.each(Object.entries(expected))(
    "answers %s with %s, and a refusal changes nothing",
    async (caller, code) => {
      const shown = Object.entries(world.callers).find(([name]) => name === caller)?.[1] ?? {};
      const before = await everything(server());
      const answer = await call(server(), path, input(world), shown);
      expect(answer.code, answer.body).toBe(code);
      if (code !== "ok") expect(await everything(server())).toEqual(before);
    },
  );
});

/** Inputs that name something of somebody else's; `id` is the one thing in it that is foreign. */
const FOREIGN: readonly [
  path: string,
  input: (world: World, id: string) => unknown,
  kind: "list" | "todo" | "other",
][] = [
  ["todo.list", (_world, id) => ({ listId: id }), "list"],
  ["todo.counts", (_world, id) => ({ listId: id }), "list"],
  ["todo.search", (_world, id) => ({ q: "a", listId: id }), "list"],
  ["todo.create", (_world, id) => ({ listId: id, text: "b" }), "list"],
  ["todo.setAllCompleted", (_world, id) => ({ listId: id, completed: true }), "list"],
  ["todo.clearCompleted", (_world, id) => ({ listId: id }), "list"],
  ["todo.move", ({ todos }, id) => ({ ids: [todos.inbox], listId: id }), "list"],
  ["list.rename", (_world, id) => ({ listId: id, name: "b" }), "list"],
  ["list.delete", (_world, id) => ({ listId: id }), "list"],
  ["list.restore", (_world, id) => ({ listId: id }), "list"],
  ["list.members", (_world, id) => ({ listId: id }), "list"],
  ["list.leave", (_world, id) => ({ listId: id }), "list"],
  ["list.invites", (_world, id) => ({ listId: id }), "list"],
  ["list.createInvite", (_world, id) => ({ listId: id, role: "viewer" }), "list"],
  ["list.setRole", ({ users }, id) => ({ listId: id, userId: users.viewer, role: "editor" }), "list"],
  ["list.removeMember", ({ users }, id) => ({ listId: id, userId: users.viewer }), "list"],
  ["list.transfer", ({ users }, id) => ({ listId: id, userId: users.viewer }), "list"],
  ["list.revokeInvite", ({ invites }, id) => ({ listId: id, inviteId: invites.foreign }), "list"],
  ["token.create", (_world, id) => ({ name: "b", scope: "read", listIds: [id] }), "list"],
  ["sync.since", (_world, id) => ({ log: id }), "list"],
  ["history.list", (_world, id) => ({ listId: id }), "list"],
  ["list.purge", (_world, id) => ({ listId: id }), "list"],
  ["trash.restore", (_world, id) => ({ ids: [id] }), "todo"],
  ["trash.purge", (_world, id) => ({ ids: [id] }), "todo"],
  ["todo.byId", (_world, id) => ({ id }), "todo"],
  ["todo.update", (_world, id) => ({ id, text: "b" }), "todo"],
  ["todo.delete", (_world, id) => ({ id }), "todo"],
  ["todo.label", (_world, id) => ({ ids: [id], add: ["home"] }), "todo"],
  ["todo.repeat", (_world, id) => ({ id, series: null }), "todo"],
  ["todo.skip", (_world, id) => ({ id }), "todo"],
  ["todo.series", (_world, id) => ({ id }), "todo"],
  ["todo.update", ({ todos }, id) => ({ id: todos.shared, parentId: id }), "todo"],
  ["todo.create", ({ lists }, id) => ({ listId: lists.shared, text: "b", parentId: id }), "todo"],
  ["todo.move", ({ lists }, id) => ({ ids: [id], listId: lists.shared }), "todo"],
];

describe("what is another's looks as if it were not there:", () => {
  it.each(FOREIGN)("%s (%#)", async (path, input, kind) => {
    const before = await everything(server());
    const ids = kind === "list" ? [world.lists.foreign, world.lists.foreignInbox] : [world.todos.foreign];
    const shown = world.callers.owner;
    const absent = await call(server(), path, input(world, newId()), shown);
    expect(absent.code).toBe("NOT_FOUND");
    for (const id of ids) expect(await call(server(), path, input(world, id), shown)).toEqual(absent);
    expect(await everything(server())).toEqual(before);
  });

  it.each([
    [
      "list.setRole",
      ({ lists, users }: World) => ({ listId: lists.shared, userId: users.other, role: "editor" }),
    ],
    ["list.removeMember", ({ lists, users }: World) => ({ listId: lists.shared, userId: users.other })],
    ["list.transfer", ({ lists, users }: World) => ({ listId: lists.shared, userId: users.other })],
    [
      "list.revokeInvite",
      ({ lists, invites }: World) => ({ listId: lists.shared, inviteId: invites.foreign }),
    ],
    ["view.delete", ({ views }: World) => ({ id: views.other })],
    ["account.revokeSession", ({ sessions }: World) => ({ sessionId: sessions.other.id })],
    ["token.revoke", ({ tokens }: World) => ({ tokenId: tokens.other.id })],
  ])("%s with another's member, invite, view, session or token", async (path, input) => {
    const before = await everything(server());
    const answer = await call(server(), path, input(world), world.callers.owner);
    expect(answer.code, answer.body).toBe("NOT_FOUND");
    expect(await everything(server())).toEqual(before);
  });

  it("list.setOrder passes over another's lists", async () => {
    const before = await everything(server());
    const answer = await call(
      server(),
      "list.setOrder",
      { listIds: [world.lists.foreign] },
      world.callers.stranger,
    );
    expect(answer.code).toBe("ok");
    // But for the command itself, which did nothing.
    expect(await everything(server())).toEqual({
      ...before,
      command: [expect.objectContaining({ revs: {} })],
    });
  });
});

describe("a token limited to a list", () => {
  it.each([
    ["todo.list", () => ({})],
    ["todo.create", () => ({ text: "b" })],
    ["todo.create", ({ lists }: World) => ({ listId: lists.alone, text: "b" })],
    ["todo.byId", ({ todos }: World) => ({ id: todos.inbox })],
    ["todo.search", ({ lists }: World) => ({ q: "a", listId: lists.alone })],
    ["todo.update", ({ todos }: World) => ({ id: todos.inbox, text: "b" })],
    ["todo.move", ({ todos, lists }: World) => ({ ids: [todos.shared], listId: lists.alone })],
    ["todo.move", ({ todos, lists }: World) => ({ ids: [todos.inbox], listId: lists.shared })],
    ["list.rename", ({ lists }: World) => ({ listId: lists.alone, name: "b" })],
  ])("does not reach the others: %s (%#)", async (path, input) => {
    const before = await everything(server());
    expect((await call(server(), path, input(world), world.callers.limitedToken)).code).toBe("NOT_FOUND");
    expect(await everything(server())).toEqual(before);
  });

  it("is told of no other, and loses it when the list is deleted rather than gaining all", async () => {
    const all = await call(server(), "list.all", {}, world.callers.limitedToken);
    expect(JSON.parse(all.body).result.data.map(({ id }: { id: string }) => id)).toEqual([
      world.lists.shared,
    ]);
    await server().db.list.delete({ where: { id: world.lists.shared } });
    expect((await call(server(), "list.all", {}, world.callers.limitedToken)).body).toContain('"data":[]');
    expect((await call(server(), "todo.list", {}, world.callers.limitedToken)).code).toBe("NOT_FOUND");
  });
});

it("a user's own log is for nobody else, nor for a token that is limited to lists", async () => {
  const { callers, users } = world;
  const ask = (log: string, caller: CallerName) =>
    call(server(), "sync.since", { log }, callers[caller]).then(({ code }) => code);
  expect(await ask(users.owner, "owner")).toBe("ok");
  expect(await ask(users.owner, "readToken")).toBe("ok");
  expect(await ask(users.owner, "limitedToken")).toBe("NOT_FOUND");
  expect(await ask(users.owner, "editor")).toBe("NOT_FOUND");
});

it("refuses from the next request on what was revoked meanwhile", async () => {
  const { callers, lists, users, sessions, tokens } = world;
  const read = (caller: CallerName) =>
    call(server(), "todo.list", { listId: lists.shared }, callers[caller]).then(({ code }) => code);
  expect(await Promise.all([read("viewer"), read("readToken"), read("editor")])).toEqual(["ok", "ok", "ok"]);
  await call(server(), "list.removeMember", { listId: lists.shared, userId: users.viewer }, callers.owner);
  await call(server(), "token.revoke", { tokenId: tokens.read.id }, callers.owner);
  await call(server(), "account.revokeOtherSessions", undefined, sessions.editor.shown);
  await call(server(), "account.revokeSession", { sessionId: sessions.editor.id }, callers.editor);
  expect(await Promise.all([read("viewer"), read("readToken"), read("editor")])).toEqual([
    "NOT_FOUND",
    "UNAUTHORIZED",
    "UNAUTHORIZED",
  ]);
});
