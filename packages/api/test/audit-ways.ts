import { expect } from "vitest";
import { createOperator } from "../src/account/operator.js";
import type { AuditKind, DatabaseAuditKind } from "../src/audit/record.js";
import { prune } from "../src/command/prune.js";
import { createLog } from "../src/http/log.js";
import type { TestServer } from "./server.js";
import { type Answer, Visitor } from "./visitor.js";
import { type CallerName, inDays, PASSWORD, type World } from "./world.js";

export async function fine(answer: Promise<Answer>): Promise<Answer> {
  expect(await answer).toMatchObject({ code: "ok" });
  return answer;
}

export const NEW_PASSWORD = "staple battery horse correct";
export const TEXT = "Buy the engagement ring";
/** By whom, how, and what is told of it. */
export type Way = readonly [who: keyof World["users"] | null, work: () => Promise<unknown>, about?: object];

/** How each kind of entry comes about that the server makes. */
export function auditWays(
  server: () => TestServer,
  world: () => World,
): Record<Exclude<AuditKind, DatabaseAuditKind>, readonly Way[]> {
  const as = (name: CallerName) => new Visitor(server(), world().callers[name]);
  const operator = () => createOperator(server().db, "http://localhost", createLog("silent"));
  const resetSecret = async () => new URL(await operator().resetPassword("owner@example.org")).hash.slice(1);
  const longAgo = inDays(-40);
  const pruned = () => prune(server().db, { now: new Date(), historyDays: 90 });
  const transfer =
    (path: string, init: RequestInit = {}) =>
    async () => {
      const headers = { ...world().callers.owner, "content-type": "application/octet-stream" };
      const answer = await fetch(server().url + path, { ...init, headers });
      expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
    };

  return {
    "sign-in": [
      [
        "owner",
        () =>
          fine(
            new Visitor(server()).auth("sign-in/email", { email: "Owner@example.org", password: PASSWORD }),
          ),
      ],
    ],
    "sign-in.failed": [
      [
        null,
        () =>
          new Visitor(server()).auth("sign-in/email", {
            email: "owner@example.org",
            password: "wrong horse battery",
          }),
      ],
      [
        null,
        () =>
          new Visitor(server()).auth("sign-in/email", {
            email: "nobody@example.org",
            password: "wrong horse battery",
          }),
      ],
    ],
    "signed-out": [
      [
        "owner",
        () =>
          fine(as("owner").call("account.revokeSession", { sessionId: world().sessions.ownerElsewhere.id })),
        { userId: "owner", sessions: 1 },
      ],
      [
        "owner",
        () => fine(as("owner").call("account.revokeOtherSessions")),
        { userId: "owner", sessions: expect.any(Number) },
      ],
      [null, () => operator().signOut("owner@example.org"), { userId: "owner" }],
    ],
    "sign-in.guest": [[null, () => fine(new Visitor(server()).auth("sign-in/anonymous"))]],
    "sign-up": [
      [
        null,
        () =>
          fine(new Visitor(server()).auth("sign-up/email", { email: "new@example.org", password: PASSWORD })),
      ],
      [
        "stranger",
        () =>
          fine(as("stranger").call("account.claim", { email: "claimed@example.org", password: PASSWORD })),
      ],
      [null, () => operator().createUser("made@example.org")],
      [null, () => operator().claimOwner("single@example.org")],
    ],
    "guest.merged": [
      [
        "owner",
        () => fine(as("stranger").auth("sign-in/email", { email: "owner@example.org", password: PASSWORD })),
        { userId: "stranger" },
      ],
    ],
    "password.changed": [
      [
        "owner",
        () => fine(as("owner").call("account.changePassword", { current: PASSWORD, password: NEW_PASSWORD })),
      ],
    ],
    "password.link": [[null, resetSecret, { userId: "owner" }]],
    "password.reset": [
      [
        "owner",
        async () =>
          fine(
            new Visitor(server()).auth("reset-password", {
              token: await resetSecret(),
              newPassword: NEW_PASSWORD,
            }),
          ),
      ],
    ],
    "email.changed": [
      [
        "owner",
        () =>
          fine(as("owner").call("account.changeEmail", { email: "moved@example.org", password: PASSWORD })),
      ],
    ],
    "account.deleted": [
      ["viewer", () => fine(as("viewer").call("account.delete", { password: PASSWORD }))],
      ["stranger", () => fine(as("stranger").auth("sign-out"))],
    ],
    "token.made": [
      [
        "owner",
        () => fine(as("owner").call("token.create", { name: TEXT, scope: "read" })),
        { scope: "read" },
      ],
      [
        null,
        () => operator().createToken("owner@example.org", { name: "a", scope: "read-write" }),
        { userId: "owner" },
      ],
    ],
    "token.revoked": [
      ["owner", () => fine(as("owner").call("token.revoke", { tokenId: world().tokens.read.id }))],
      [null, () => operator().revokeToken(world().tokens.read.id)],
    ],
    "invite.made": [
      [
        "owner",
        () => fine(as("owner").call("list.createInvite", { listId: world().lists.shared, role: "viewer" })),
        { role: "viewer" },
      ],
    ],
    "invite.revoked": [
      [
        "owner",
        () =>
          fine(
            as("owner").call("list.revokeInvite", {
              listId: world().lists.shared,
              inviteId: world().invites.shared,
            }),
          ),
      ],
    ],
    "member.added": [
      [
        "stranger",
        () => fine(as("stranger").call("list.acceptInvite", { secret: world().secretOf.shared })),
        { role: "editor", userId: "stranger" },
      ],
    ],
    "member.removed": [
      [
        "owner",
        () =>
          fine(
            as("owner").call("list.removeMember", {
              listId: world().lists.shared,
              userId: world().users.viewer,
            }),
          ),
        { userId: "viewer" },
      ],
      [
        "viewer",
        () => fine(as("viewer").call("list.leave", { listId: world().lists.shared })),
        { userId: "viewer" },
      ],
    ],
    "member.role": [
      [
        "owner",
        () =>
          fine(
            as("owner").call("list.setRole", {
              listId: world().lists.shared,
              userId: world().users.viewer,
              role: "editor",
            }),
          ),
        { role: "editor", userId: "viewer" },
      ],
    ],
    "list.deleted": [
      ["owner", () => fine(as("owner").call("list.delete", { listId: world().lists.shared }))],
    ],
    "list.restored": [
      ["owner", () => fine(as("owner").call("list.restore", { listId: world().lists.deleted }))],
    ],
    "list.purged": [["owner", () => fine(as("owner").call("list.purge", { listId: world().lists.deleted }))]],
    "todos.purged": [
      ["owner", () => fine(as("owner").call("trash.purge", { ids: [world().todos.deleted] })), { count: 1 }],
      [
        "owner",
        () => fine(as("readWriteToken").call("trash.purge", { ids: [world().todos.deleted] })),
        { count: 1, tokenId: expect.any(String) },
      ],
    ],
    pruned: [
      [
        null,
        async () => {
          const where = { id: world().lists.deleted };
          await server().db.list.update({ where, data: { deletedAt: longAgo } });
          await pruned();
        },
        { listId: expect.any(String) },
      ],
      [
        null,
        async () => {
          const where = { id: world().todos.deleted };
          await server().db.todo.update({ where, data: { deletedAt: longAgo } });
          await pruned();
        },
        { todos: 1 },
      ],
      [
        null,
        async () => {
          const { stranger: id } = world().users;
          await server().db.session.deleteMany({ where: { userId: id } });
          await server().db.user.update({ where: { id }, data: { createdAt: longAgo } });
          await pruned();
        },
        { guests: 1 },
      ],
    ],
    exported: [
      ["owner", transfer("/api/export?format=csv"), { format: "csv" }],
      ["owner", () => fine(as("owner").call("account.export"))],
    ],
    imported: [
      [
        "owner",
        transfer("/api/import?format=text", { method: "POST", body: `${TEXT}\n` }),
        { format: "text", todos: 1 },
      ],
    ],
  };
}
