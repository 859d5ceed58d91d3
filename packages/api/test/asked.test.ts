import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { useTestServer } from "./server.js";
import { call, everything, inDays, makeWorld, type Shown, type World } from "./world.js";

// Who asks is found out in the statement that carries a plain command out, once their credentials have been seen.
const server = useTestServer({ ACCESS: "accounts", SLOW_QUERY_MS: 0 });
const strict = useTestServer({ ACCESS: "accounts", RATE_USER: { burst: 3, perSecond: 0.001 } });
const single = useTestServer({ ACCESS: "single", SLOW_QUERY_MS: 0 });

let world: World;
beforeEach(async () => {
  world = await makeWorld(server());
});

const creating = (listId: string, id = newId()) => ({ id, listId, text: "Milk" });
const command = (listId: string) => {
  const [commandId, id] = [newId(), newId()];
  return { kind: "todo.create" as const, commandId, listId, todos: [{ id, text: "Milk" }] };
};

/** The names of the statements that were made while something was done. */
async function statements({ logged }: { readonly logged: string[] }, work: () => Promise<unknown>) {
  const before = logged.length;
  await work();
  return logged.slice(before).flatMap((line) => {
    const { msg, statement } = JSON.parse(line);
    // A notification to other processes may be among them.
    return msg === "A statement took long" && statement !== "notify" ? [String(statement)] : [];
  });
}

const answersSchema = z.array(
  z.object({ error: z.object({ data: z.object({ code: z.string() }) }).optional() }),
);

/** Sends calls of mutations in one request. @returns tRPC's codes, or `ok` */
async function batch(path: string, inputs: readonly object[], shown: Shown): Promise<string[]> {
  const answer = await fetch(`${server().url}/trpc/${inputs.map(() => path).join()}?batch=1`, {
    method: "POST",
    headers: { ...shown, "content-type": "application/json" },
    body: JSON.stringify({ ...inputs }),
  });
  return answersSchema.parse(await answer.json()).map(({ error }) => error?.data.code ?? "ok");
}

async function refused(work: () => Promise<unknown>, expected: unknown): Promise<void> {
  const before = await everything(server());
  expect(await work()).toEqual(expected);
  expect(await everything(server())).toEqual(before);
}

describe("a plain command of somebody who is known", () => {
  it.each([
    ["session", /^find-session\+create-todo-/],
    ["token", /^find-token\+create-todo-/],
  ] as const)("is one statement, with the %s looked for", async (kind, name) => {
    const shown = { session: world.callers.editor, token: world.callers.readWriteToken }[kind];
    const create = () => call(server(), "todo.create", creating(world.lists.shared), shown);
    expect((await statements(server(), create)).length).toBeGreaterThan(1);
    expect(await statements(server(), create)).toEqual([expect.stringMatching(name)]);
    const push = () => call(server(), "sync.push", { commands: [command(world.lists.shared)] }, shown);
    expect(await statements(server(), push)).toEqual([expect.stringMatching(name)]);
  });

  it("is one for the owner of a single server, too", async () => {
    const create = () => call(single(), "todo.create", { id: newId(), text: "Milk" }, {});
    await create();
    expect(await statements(single(), create)).toEqual([expect.stringMatching(/^find-owner\+create-todo-/)]);
  });

  it("changes a todo in one statement", async () => {
    const shown = world.callers.editor;
    const update = (completed: boolean) =>
      call(server(), "todo.update", { id: world.todos.shared, completed }, shown);
    await update(true);
    expect(await statements(server(), () => update(false))).toEqual([
      expect.stringMatching(/^find-session\+change-todo-/),
    ]);
  });

  it("renews the session when it is time", async () => {
    const { editor } = world.sessions;
    const { db, url } = server();
    await call(server(), "account.me", undefined, editor.shown);
    await db.session.update({
      where: { id: editor.id },
      data: { updatedAt: inDays(-1), expiresAt: inDays(1) },
    });
    const answer = await fetch(`${url}/trpc/todo.create`, {
      method: "POST",
      headers: { ...editor.shown, "content-type": "application/json" },
      body: JSON.stringify(creating(world.lists.shared)),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(/^codex_session_/);
    const { expiresAt } = await db.session.findUniqueOrThrow({ where: { id: editor.id } });
    expect(expiresAt.getTime()).toBeGreaterThan(inDays(100).getTime());
  });
});

describe("somebody who was known", () => {
  it.each(["todo.create", "sync.push"])(
    "is refused by %s from the moment on at which the session ended",
    async (path) => {
      const { id, shown } = world.sessions.editor;
      await call(server(), "account.me", undefined, shown);
      await server().db.session.delete({ where: { id } });
      const { shared } = world.lists;
      const input = path === "sync.push" ? { commands: [command(shared)] } : creating(shared);
      await refused(async () => (await call(server(), path, input, shown)).code, "UNAUTHORIZED");
    },
  );

  it("is refused when the token was deleted, or limited to other lists", async () => {
    const { id, shown } = world.tokens.readWrite;
    const { db } = server();
    const create = async () =>
      (await call(server(), "todo.create", creating(world.lists.shared), shown)).code;
    expect(await create()).toBe("ok");
    await db.token.update({ where: { id }, data: { listIds: [world.lists.alone] } });
    await refused(create, "NOT_FOUND");
    await db.token.delete({ where: { id } });
    await refused(create, "UNAUTHORIZED");
  });

  it("is refused when they are a member no more, or a viewer", async () => {
    const { shared: listId } = world.lists;
    const userId = world.users.editor;
    const create = async () =>
      (await call(server(), "todo.create", creating(listId), world.callers.editor)).code;
    expect(await create()).toBe("ok");
    await server().db.member.update({
      where: { listId_userId: { listId, userId } },
      data: { role: "viewer" },
    });
    await refused(create, "FORBIDDEN");
    await server().db.member.delete({ where: { listId_userId: { listId, userId } } });
    await refused(create, "NOT_FOUND");
  });

  it.each(["todo.create", "sync.push"])(
    "cannot write by %s with a token that may only read, not as one of several either",
    async (path) => {
      const shown = world.callers.readToken;
      const { shared } = world.lists;
      const inputs = [0, 1, 2].map(() =>
        path === "sync.push" ? { commands: [command(shared), command(shared)] } : creating(shared),
      );
      await call(server(), "todo.list", { listId: shared }, shown);
      await refused(() => batch(path, inputs, shown), ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
    },
  );
});

it("tells several calls of one request apart, whichever of them fails", async () => {
  const shown = world.callers.editor;
  const [taken, { shared, foreign }] = [newId(), world.lists];
  expect((await call(server(), "todo.create", creating(shared, taken), shown)).code).toBe("ok");
  const other = { ...creating(shared, taken), text: "Bread" };
  const inputs = [other, creating(foreign), creating(shared), other, creating(shared)];
  expect(await batch("todo.create", inputs, shown)).toEqual([
    "CONFLICT",
    "NOT_FOUND",
    "ok",
    "CONFLICT",
    "ok",
  ]);
});

it("counts a command before it is carried out, and a request once", async () => {
  const { callers, lists } = await makeWorld(strict());
  const create = async () =>
    (await call(strict(), "todo.create", creating(lists.shared), callers.editor)).code;
  const codes = [await create(), await create(), await create()];
  expect(codes).toEqual(["ok", "ok", "ok"]);
  const before = await everything(strict());
  expect(await create()).toBe("TOO_MANY_REQUESTS");
  expect(
    (await call(strict(), "sync.push", { commands: [command(lists.shared)] }, callers.editor)).code,
  ).toBe("TOO_MANY_REQUESTS");
  expect(await everything(strict())).toEqual(before);
});
