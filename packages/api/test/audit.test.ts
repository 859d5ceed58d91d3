import { beforeEach, expect, it } from "vitest";
import { createOperator } from "../src/account/operator.js";
import { type AuditLine, readAudit } from "../src/audit/read.js";
import { prune } from "../src/command/prune.js";
import { createLog } from "../src/http/log.js";
import { auditWays, fine, NEW_PASSWORD, TEXT } from "./audit-ways.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, makeWorld, PASSWORD, type World } from "./world.js";

const OFF = {
  RATE_USER: null,
  RATE_GUEST: null,
  RATE_SIGN_IN: null,
  RATE_SIGN_UP: null,
  RATE_RESET: null,
  RATE_INVITE: null,
};
const server = useTestServer({ ACCESS: "accounts", ...OFF });
let world: World;
const as = (name: keyof World["callers"]) => new Visitor(server(), world.callers[name]);

beforeEach(async () => {
  world = await makeWorld(server());
});

async function read(asked: Parameters<typeof readAudit>[1] = {}): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const line of readAudit(server().db, asked)) lines.push(line);
  return lines;
}

/** What was recorded while something was done. */
async function recorded(work: () => Promise<unknown>) {
  const before = await read();
  await work();
  return (await read()).slice(before.length);
}

const WAYS = auditWays(server, () => world);
const CASES = Object.entries(WAYS).flatMap(([kind, ways]) =>
  ways.map((way, index) => [`${kind} ${index + 1}`, kind, way] as const),
);

it.each(CASES)(
  "records %s, with nothing that is secret or that people wrote,",
  async (_name, kind, [who, work, about = {}]) => {
    const entries = await recorded(work);
    const { users } = world;
    const [entry] = entries.filter((line) => line.kind === kind);
    const expected =
      "userId" in about ? { ...about, userId: Reflect.get(users, String(about.userId)) } : about;
    expect(entry).toMatchObject({ kind, about: expected });
    if (who !== null) expect([entry?.userId, entry?.address]).toEqual([users[who], "127.0.0.1"]);
    const all = JSON.stringify(entries);
    for (const secret of [
      PASSWORD,
      NEW_PASSWORD,
      TEXT,
      "wrong horse",
      "codex_",
      ...Object.values(world.secretOf),
    ])
      expect(all).not.toContain(secret);
    // Each by itself, but for what had to be done before it.
    expect(entries.length).toBe(["password.reset", "guest.merged"].includes(kind) ? 2 : 1);
  },
);

it("tells who it was, from where, and under which id the log has it, also once they are gone", async () => {
  const signIn = (email: string, password: string) =>
    new Visitor(server()).auth("sign-in/email", { email, password });
  let id: unknown;
  const [signedIn] = await recorded(async () => {
    id = (await signIn("owner@example.org", PASSWORD)).headers.get("x-request-id");
  });
  expect(signedIn).toMatchObject({
    email: "owner@example.org",
    address: "127.0.0.1",
    request: id,
  });
  const [deleted] = await recorded(() => fine(as("viewer").call("account.delete", { password: PASSWORD })));
  expect(deleted).toMatchObject({ userId: world.users.viewer, email: "viewer@example.org" });
  const [failed] = await recorded(() => signIn("nobody@example.org", PASSWORD));
  expect(failed).toMatchObject({ userId: null, email: "nobody@example.org", address: "127.0.0.1" });
});

it("records nothing of what is refused, or changes nothing", async () => {
  const { lists, users, todos, invites, tokens } = world;
  const member = { listId: lists.shared, userId: users.viewer };
  const wrong = "wrong horse battery";
  const refused = await recorded(async () => {
    const refusals = [
      as("editor").call("list.setRole", { ...member, role: "editor" }),
      as("editor").call("list.removeMember", member),
      as("owner").call("list.leave", { listId: lists.shared }),
      as("editor").call("list.purge", { listId: lists.deleted }),
      as("viewer").call("trash.purge", { ids: [todos.deleted] }),
      as("editor").call("list.createInvite", { listId: lists.shared, role: "viewer" }),
      as("editor").call("list.revokeInvite", { listId: lists.shared, inviteId: invites.shared }),
      as("stranger").call("list.acceptInvite", { secret: "wrong" }),
      as("editor").call("token.revoke", { tokenId: tokens.read.id }),
      as("owner").call("token.create", { name: "a", scope: "read", listIds: [lists.foreign] }),
      as("owner").call("account.changePassword", { current: wrong, password: NEW_PASSWORD }),
      as("owner").call("account.changeEmail", { email: "other@example.org", password: PASSWORD }),
      as("owner").call("account.delete", { password: wrong }),
      as("owner").call("account.delete", { password: PASSWORD }),
      new Visitor(server()).auth("sign-up/email", { email: "owner@example.org", password: PASSWORD }),
      new Visitor(server()).auth("reset-password", { token: "wrong", newPassword: NEW_PASSWORD }),
      new Visitor(server()).call("account.export"),
    ];
    for (const { code } of await Promise.all(refusals)) expect(code).not.toBe("ok");
    expect((await fetch(`${server().url}/api/export`)).status).toBe(401);
    // Twice is once, and a list's order is nobody's business.
    await fine(as("editor").call("list.acceptInvite", { secret: world.secretOf.shared }));
    await fine(as("owner").call("list.create", { name: "Another" }));
    await fine(as("owner").call("list.setOrder", { listIds: [lists.alone, lists.shared] }));
    await fine(as("owner").call("todo.delete", { id: todos.shared }));
  });
  expect(refused).toEqual([]);
});

it("tells who lost a list and who got it, where the operator deletes its owner", async () => {
  const { lists, users } = world;
  await server().db.member.deleteMany({ where: { userId: users.owner, listId: { not: lists.shared } } });
  const operator = createOperator(server().db, "http://localhost", createLog("silent"));
  const entries = await recorded(() => operator.deleteUser("owner@example.org", "editor@example.org"));
  const { shared: listId } = lists;
  expect(entries.map(({ kind, userId, about }) => ({ kind, userId, about }))).toEqual([
    { kind: "member.role", userId: null, about: { listId, userId: users.owner, role: "editor" } },
    { kind: "member.role", userId: null, about: { listId, userId: users.editor, role: "owner" } },
    { kind: "account.deleted", userId: users.owner, about: {} },
  ]);
});

it("is written with what it tells of, or neither is", async () => {
  const { db } = server();
  await db.$executeRaw`alter table audit rename to hidden`;
  const before = await everything(server());
  const input = { listId: world.lists.shared, userId: world.users.viewer, role: "editor" };
  expect((await as("owner").call("list.setRole", input)).status).toBe(500);
  expect((await as("owner").call("token.create", { name: "a", scope: "read" })).status).toBe(500);
  expect(
    (await as("owner").call("list.createInvite", { listId: world.lists.shared, role: "viewer" })).status,
  ).toBe(500);
  expect(await everything(server())).toEqual(before);
  await db.$executeRaw`alter table hidden rename to audit`;
});

it("is only added to, until it is older than it is kept for", async () => {
  const { db } = server();
  await db.audit.create({ data: { kind: "sign-in", at: new Date("2020-01-01") } });
  await db.audit.create({ data: { kind: "sign-in" } });
  const before = await db.audit.count();
  await expect(db.audit.updateMany({ data: { kind: "exported" } })).rejects.toThrow("only added to");
  await expect(db.audit.deleteMany({ where: { at: { lt: new Date("2021-01-01") } } })).rejects.toThrow(
    "only added to",
  );
  await expect(db.$executeRaw`truncate audit`).rejects.toThrow("only added to");
  expect(await db.audit.count()).toBe(before);
  expect(await prune(db, { now: new Date(), historyDays: 90, auditDays: 30 })).toMatchObject({ audit: 1 });
  expect(await db.audit.count()).toBe(before - 1);
  expect(await prune(db, { now: new Date(), historyDays: 90, auditDays: 30 })).toMatchObject({ audit: 0 });
});

it("is read by address and from a moment on", async () => {
  const since = new Date();
  await as("owner").call("list.setRole", {
    listId: world.lists.shared,
    userId: world.users.viewer,
    role: "editor",
  });
  const kinds = async (asked: Parameters<typeof readAudit>[1]) => (await read(asked)).map(({ kind }) => kind);
  expect(await kinds({ since })).toEqual(["member.role"]);
  // Who did it, and to whom it was done.
  for (const email of ["owner@example.org", "viewer@example.org"])
    expect(await kinds({ since, email })).toEqual(["member.role"]);
  expect(await kinds({ since, email: "editor@example.org" })).toEqual([]);
  expect(await kinds({ since: new Date(Date.now() + 60_000) })).toEqual([]);
});
