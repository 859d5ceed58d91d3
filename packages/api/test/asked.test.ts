import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { useTestServer } from "./server.js";
import { call, everything, inDays, makeWorld, PASSWORD, type Shown, type World } from "./world.js";

// Who asks is found out in the statement that carries a plain command out, once their credentials have been seen.
const server = useTestServer({ ACCESS: "accounts", SLOW_QUERY_MS: 0 });
const strict = useTestServer({ ACCESS: "accounts", RATE_USER: { burst: 3, perSecond: 0.001 } });
const single = useTestServer({ ACCESS: "single", SLOW_QUERY_MS: 0 });

let world: World;
beforeEach(async () => {
  world = await makeWorld(server());
});

const PATHS = ["todo.create", "todo.update", "sync.push"] as const;

/** A command about the list that is shared, by one of the procedures. */
function inputOf(path: (typeof PATHS)[number]): object {
  const { lists, todos } = world;
  if (path === "sync.push") return { commands: [command(lists.shared), command(lists.shared)] };
  return path === "todo.create" ? creating(lists.shared) : { id: todos.shared, completed: true };
}

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
async function batch(
  path: string,
  inputs: readonly object[],
  shown: Shown,
  { url } = server(),
): Promise<string[]> {
  const answer = await fetch(`${url}/trpc/${inputs.map(() => path).join()}?batch=1`, {
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
  const ends = {
    deleted: (id: string) => server().db.session.delete({ where: { id } }),
    expired: (id: string) => server().db.session.update({ where: { id }, data: { expiresAt: inDays(-1) } }),
  };
  it.each(PATHS.flatMap((path) => [[path, "deleted"] as const, [path, "expired"] as const]))(
    "is refused by %s when the session is %s",
    async (path, how) => {
      const { id, shown } = world.sessions.editor;
      await call(server(), "account.me", undefined, shown);
      await ends[how](id);
      await refused(async () => (await call(server(), path, inputOf(path), shown)).code, "UNAUTHORIZED");
    },
  );

  it("is refused as the guest that they were before they signed in", async () => {
    const { shown } = world.sessions.stranger;
    const create = async () => (await call(server(), "todo.create", { text: "Milk" }, shown)).code;
    expect([await create(), await create()]).toEqual(["ok", "ok"]);
    const answer = await fetch(`${server().url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { ...shown, "content-type": "application/json" },
      body: JSON.stringify({ email: "other@example.org", password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    await refused(create, "UNAUTHORIZED");
  });

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

  it.each(PATHS)(
    "cannot write by %s with a token that may only read, not as one of several either",
    async (path) => {
      const shown = world.callers.readToken;
      await call(server(), "todo.list", { listId: world.lists.shared }, shown);
      const inputs = [inputOf(path), inputOf(path), inputOf(path)];
      await refused(() => batch(path, inputs, shown), ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
    },
  );

  it("has their command carried out although it cannot be noted that they came", async () => {
    const { db } = server();
    const { id, shown } = world.sessions.editor;
    await call(server(), "account.me", undefined, shown);
    await db.session.update({ where: { id }, data: { updatedAt: inDays(-1) } });
    await db.$executeRawUnsafe(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no' using errcode = '53100'; end $$`);
    await db.$executeRawUnsafe(
      "create trigger refuse before update on session for each row execute function refuse()",
    );
    const before = await db.todo.count();
    const answer = await fetch(`${server().url}/trpc/todo.create`, {
      method: "POST",
      headers: { ...shown, "content-type": "application/json" },
      body: JSON.stringify({ listId: world.lists.shared, text: "Milk" }),
    });
    await db.$executeRawUnsafe("drop function refuse cascade");
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
    expect(await db.todo.count()).toBe(before + 1);
  });
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

it("lets credentials that are over count against nobody for long", async () => {
  const { sessions, lists } = await makeWorld(strict());
  const codes = async (shown: Shown, times: number) => {
    const all: string[] = [];
    for (let time = 0; time < times; time++)
      all.push((await call(strict(), "todo.create", creating(lists.shared), shown)).code);
    return all;
  };
  expect(await codes(sessions.owner.shown, 1)).toEqual(["ok"]);
  await strict().db.session.delete({ where: { id: sessions.owner.id } });
  expect(new Set(await codes(sessions.owner.shown, 10))).toEqual(new Set(["UNAUTHORIZED"]));
  expect(await codes(sessions.ownerElsewhere.shown, 1)).toEqual(["ok"]);
});

it.each(PATHS)("%s looks at nobody's input whom it has never seen, and counts whom it has", async (path) => {
  const bad = { commands: "none", id: 1, text: 2 };
  const { callers } = await makeWorld(strict());
  expect((await call(strict(), path, bad, callers.revokedSession)).code).toBe("UNAUTHORIZED");
  const codes: string[] = [];
  for (let time = 0; time < 4; time++) codes.push((await call(strict(), path, bad, callers.owner)).code);
  expect(codes).toEqual(["BAD_REQUEST", "BAD_REQUEST", "BAD_REQUEST", "TOO_MANY_REQUESTS"]);
});

it("is over the limit with all calls of a request, or with none", async () => {
  const { callers, lists } = await makeWorld(strict());
  const five = () => [1, 2, 3, 4, 5].map(() => creating(lists.shared));
  const codes = [];
  for (let time = 0; time < 4; time++)
    codes.push(new Set(await batch("todo.create", five(), callers.editor, strict())));
  const [ok, over] = [new Set(["ok"]), new Set(["TOO_MANY_REQUESTS"])];
  expect(codes).toEqual([ok, ok, ok, over]);
});
