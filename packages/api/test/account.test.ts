import { todoSchema } from "@codex/core/todo";
import { beforeEach, describe, expect, it } from "vitest";
import { createOperator } from "../src/account/operator.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, makeWorld, PASSWORD, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_SIGN_IN: null, RATE_RESET: null });
const NEW = "something else entirely";
let world: World;
let owner: Visitor;
let editor: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  owner = new Visitor(server(), world.callers.owner);
  editor = new Visitor(server(), world.callers.editor);
});

async function refuses(who: Visitor, path: string, input: unknown, code: string): Promise<void> {
  const before = await everything(server());
  expect((await who.call(path, input)).code).toBe(code);
  expect(await everything(server())).toEqual(before);
}
const signIn = (email: string, password: string) =>
  new Visitor(server()).auth("sign-in/email", { email, password }).then(({ code }) => code);

describe("a password", () => {
  it("is changed by who knows it, and every other session ends", async () => {
    expect((await owner.call("account.changePassword", { current: PASSWORD, password: NEW })).code).toBe(
      "ok",
    );
    expect(await signIn("owner@example.org", PASSWORD)).toBe("UNAUTHORIZED");
    expect(await signIn("owner@example.org", NEW)).toBe("ok");
    expect((await owner.call("todo.list")).code).toBe("ok");
    const elsewhere = new Visitor(server(), world.sessions.ownerElsewhere.shown);
    expect((await elsewhere.call("todo.list")).code).toBe("UNAUTHORIZED");
  });

  it.each([
    ["without the old one", { current: "wrong", password: NEW }],
    ["to a short one", { current: PASSWORD, password: "short" }],
    ["to a common one", { current: PASSWORD, password: "1234567890" }],
    ["to nothing but the address", { current: PASSWORD, password: "owner@example.org" }],
  ])("is not changed %s", async (_how, input) => {
    await refuses(owner, "account.changePassword", input, "BAD_REQUEST");
  });

  it("may hold any character, and 200 of them", async () => {
    const password = `${"🌱".repeat(100)} \t\u0000é${"x".repeat(96)}`;
    expect((await owner.call("account.changePassword", { current: PASSWORD, password })).code).toBe("ok");
    expect(await signIn("owner@example.org", password)).toBe("ok");
    await refuses(
      owner,
      "account.changePassword",
      { current: password, password: `${password}y` },
      "BAD_REQUEST",
    );
  });

  it("is set anew with the operator's link, once; every session ends", async () => {
    const operator = createOperator(server().db, "https://todo.example.org", silent);
    const link = new URL(await operator.resetPassword("owner@example.org"));
    expect(link.pathname).toBe("/reset-password");
    const token = link.hash.slice(1);
    const reset = (input: object) => new Visitor(server()).auth("reset-password", input);
    expect((await reset({ token, newPassword: "password123" })).code).toBe("BAD_REQUEST");
    expect((await reset({ token, newPassword: NEW })).code).toBe("ok");
    expect((await reset({ token, newPassword: PASSWORD })).code).toBe("NOT_FOUND");
    expect(await signIn("owner@example.org", NEW)).toBe("ok");
    expect((await owner.call("todo.list")).code).toBe("UNAUTHORIZED");
  });

  it("is not set with a link that is too old, or made up", async () => {
    const operator = createOperator(server().db, "https://todo.example.org", silent);
    const token = new URL(await operator.resetPassword("owner@example.org")).hash.slice(1);
    await server().db.verification.updateMany({ data: { expiresAt: inDays(-1) } });
    const before = await everything(server());
    for (const wrong of [token, "made-up"])
      expect(
        (await new Visitor(server()).auth("reset-password", { token: wrong, newPassword: NEW })).code,
      ).toBe("NOT_FOUND");
    const { verification: _gone, ...rest } = Object(before);
    expect(await everything(server())).toMatchObject(rest);
    expect(await signIn("owner@example.org", PASSWORD)).toBe("ok");
  });
});

describe("an address", () => {
  it("is changed by who knows the password", async () => {
    const changed = await owner.call("account.changeEmail", { email: "New@Example.org", password: PASSWORD });
    expect(changed.data).toEqual({ outcome: "done" });
    expect((await owner.call("account.me")).data.user.email).toBe("new@example.org");
    expect(await signIn("new@example.org", PASSWORD)).toBe("ok");
    expect(await signIn("owner@example.org", PASSWORD)).toBe("UNAUTHORIZED");
  });

  it("is not changed without it, nor to another's", async () => {
    await refuses(
      owner,
      "account.changeEmail",
      { email: "new@example.org", password: "wrong" },
      "BAD_REQUEST",
    );
    await refuses(
      owner,
      "account.changeEmail",
      { email: "editor@example.org", password: PASSWORD },
      "CONFLICT",
    );
    await refuses(owner, "account.changeEmail", { email: "nobody", password: PASSWORD }, "BAD_REQUEST");
  });
});

describe("an account's end", () => {
  it("takes what is its own, and leaves what it wrote for others as by someone who left", async () => {
    const { lists, todos } = world;
    expect((await editor.call("account.delete", { password: PASSWORD })).code).toBe("ok");
    expect((await editor.call("todo.list")).code).toBe("UNAUTHORIZED");
    expect(await signIn("editor@example.org", PASSWORD)).toBe("UNAUTHORIZED");
    expect((await owner.call("todo.byId", { id: todos.shared })).data.createdBy).toBeNull();
    expect((await owner.call("list.members", { listId: lists.shared })).data).toHaveLength(2);
    const left = [
      await server().db.session.count({ where: { userId: world.users.editor } }),
      await server().db.account.count({ where: { userId: world.users.editor } }),
      await server().db.list.count({ where: { inboxOf: world.users.editor } }),
    ];
    expect(left).toEqual([0, 0, 0]);
  });

  it("waits until what is shared was handed over or deleted", async () => {
    const before = await everything(server());
    const refused = await owner.call("account.delete", { password: PASSWORD });
    expect([refused.code, refused.message]).toEqual(["CONFLICT", expect.stringContaining("“Shared”")]);
    expect(await everything(server())).toEqual(before);
    await owner.call("list.transfer", { listId: world.lists.shared, userId: world.users.editor });
    expect((await owner.call("account.delete", { password: PASSWORD })).code).toBe("ok");
    expect(await editor.texts(world.lists.shared)).toEqual(["a"]);
    expect(
      await server().db.list.count({ where: { id: { in: [world.lists.alone, world.lists.deleted] } } }),
    ).toBe(0);
    expect((await new Visitor(server(), world.callers.readWriteToken).call("todo.list")).code).toBe(
      "UNAUTHORIZED",
    );
  });

  it("needs the password", async () => {
    await refuses(editor, "account.delete", { password: "wrong" }, "BAD_REQUEST");
    await refuses(editor, "account.delete", {}, "BAD_REQUEST");
  });
});

it("exports everything that is kept of a user, and nothing of others", async () => {
  const { data } = await editor.call("account.export");
  expect(data).toMatchObject({
    user: { email: "editor@example.org" },
    lists: [
      { name: "Inbox" },
      { name: "Shared", role: "editor", todos: [{ deletedAt: null, isYours: true }, { isYours: true }] },
    ],
    sessions: [{ device: expect.any(String) }],
  });
  const own = ["listId", "createdBy"];
  expect(Object.keys(data.lists[1].todos[0]).toSorted()).toEqual(
    [...Object.keys(todoSchema.shape).filter((field) => !own.includes(field)), "isYours"].toSorted(),
  );
  expect(JSON.stringify(data)).not.toMatch(/Foreign|Alone|Deleted|password|owner@/);
});

it("keeps a name, and shows it to members", async () => {
  expect((await editor.call("account.rename", { name: " Edith " })).data).toMatchObject({ name: "Edith" });
  const members = await owner.call("list.members", { listId: world.lists.shared });
  expect(members.data).toContainEqual(expect.objectContaining({ name: "Edith", isYou: false }));
  await refuses(editor, "account.rename", { name: "" }, "BAD_REQUEST");
});

describe("a token", () => {
  it("is kept as a hash, and says when it was last used", async () => {
    const { data } = await owner.call("token.create", { name: "cron", scope: "read-write" });
    expect(data.secret).toMatch(/^codex_[\w-]{43}$/);
    expect(JSON.stringify(await server().db.token.findMany())).not.toContain(data.secret.slice(6));
    const program = new Visitor(server(), { authorization: `Bearer ${data.secret}` });
    expect(await program.texts()).toEqual(["a"]);
    const { data: all } = await owner.call("token.all");
    const listed = all.find(({ id }: { id: string }) => id === data.token.id);
    expect(Date.parse(listed.lastUsedAt)).toBeGreaterThan(Date.now() - 60_000);
    expect(JSON.stringify(all)).not.toContain(data.secret);
  });

  it("counts more than a cookie that comes with it", async () => {
    const both = new Visitor(server(), { ...world.callers.owner, ...world.callers.readToken });
    await refuses(both, "todo.create", { text: "b" }, "FORBIDDEN");
    const wrong = new Visitor(server(), { ...world.callers.owner, authorization: "Bearer wrong" });
    await refuses(wrong, "todo.create", { text: "b" }, "UNAUTHORIZED");
    const other = new Visitor(server(), { ...world.callers.owner, authorization: "Basic b3duZXI6" });
    await refuses(other, "todo.create", { text: "b" }, "UNAUTHORIZED");
  });

  it("is not made without a name, without a scope, or for the past", async () => {
    await refuses(owner, "token.create", { name: " ", scope: "read" }, "BAD_REQUEST");
    await refuses(owner, "token.create", { name: "a", scope: "admin" }, "BAD_REQUEST");
    await refuses(owner, "token.create", { name: "a", scope: "read", listIds: [] }, "BAD_REQUEST");
    await refuses(
      owner,
      "token.create",
      { name: "a", scope: "read", expiresAt: inDays(-1).toISOString() },
      "BAD_REQUEST",
    );
  });
});

const silent = { info: () => {}, warn: () => {}, error: () => {} };
