import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { beforeEach, expect, it } from "vitest";
import { prune } from "../src/command/prune.js";
import { done, missingNumbers, push } from "./door.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { makeWorld, PASSWORD, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null, RATE_SIGN_IN: null });
const ROUNDS = 15;
let world: World;
let list: string;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
});

const owner = (command: NewCommand) => push(server(), [command], world.callers.owner);
const editor = (command: NewCommand) => push(server(), [command], world.callers.editor);

async function added(text: string, caller: "owner" | "editor" = "owner"): Promise<string> {
  const id = newId();
  const command: NewCommand = { kind: "todo.create", listId: list, todos: [{ id, text }] };
  await done(server(), command, world.callers[caller]);
  return id;
}
const update = (id: string, text: string): NewCommand => ({ kind: "todo.update", ids: [id], set: { text } });
const accepted = (results: readonly { status: string }[]) => results[0]?.status === "accepted";

it("an undo against another's update takes back the one or names the other, and loses neither", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = await added("start");
    await owner(update(id, "mine"));
    const [undone, updated] = await Promise.all([owner({ kind: "undo" }), editor(update(id, "theirs"))]);
    expect(accepted(updated)).toBe(true);
    const steps = await server().db.change.findMany({ where: { rowId: id }, orderBy: { n: "asc" } });
    const { text } = await server().db.todo.findUniqueOrThrow({ where: { id } });
    expect(text).toBe("theirs");
    expect(steps.at(-1)?.before).toEqual({ text: accepted(undone) ? "start" : "mine" });
  }
  expect(await missingNumbers(server(), list)).toEqual([]);
});

it("an update against a deletion for good is either before it or refused, and leaves no text", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = await added("start");
    await owner({ kind: "todo.delete", ids: [id] });
    const [purged, restored] = await Promise.all([
      owner({ kind: "todo.purge", ids: [id] }),
      editor({ kind: "todo.restore", ids: [id] }),
    ]);
    const row = await server().db.todo.findUnique({ where: { id } });
    expect([accepted(purged), accepted(restored)]).toEqual([row === null, row !== null]);
    if (row === null) expect(await server().db.change.count({ where: { rowId: id } })).toBe(0);
  }
});

it("two that hand the list over at once leave it with one owner", async () => {
  const { users, callers } = world;
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all([
      owner({ kind: "list.transfer", listId: list, userId: users.editor }),
      owner({ kind: "list.transfer", listId: list, userId: users.viewer }),
      owner({ kind: "list.setRole", listId: list, userId: users.editor, role: "editor" }),
    ]);
    const owners = await server().db.member.findMany({ where: { listId: list, role: "owner" } });
    expect(owners).toHaveLength(1);
    expect(answers.slice(0, 2).filter(accepted)).toHaveLength(1);
    const back: NewCommand = { kind: "list.transfer", listId: list, userId: users.owner };
    const heir = owners[0]?.userId === users.editor ? callers.editor : callers.viewer;
    await done(server(), back, heir);
    const role = { kind: "list.setRole", listId: list, userId: users.editor, role: "editor" } as const;
    await done(server(), role, callers.owner);
  }
});

it("one who joins, leaves and is removed at once is a member or is not, and the own log says so", async () => {
  const { users, callers, secretOf } = world;
  const stranger = (command: NewCommand) => push(server(), [command], callers.stranger);
  await server().db.invite.updateMany({ data: { uses: 10_000 } });
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all([
      stranger({ kind: "list.join", secret: secretOf.shared }),
      stranger({ kind: "list.leave", listId: list }),
      owner({ kind: "list.removeMember", listId: list, userId: users.stranger }),
      stranger({ kind: "list.join", secret: secretOf.shared }),
    ]);
    const isMember = await server().db.member.count({ where: { listId: list, userId: users.stranger } });
    const gone = await server().db.gone.count({ where: { logId: users.stranger, rowId: list } });
    if (isMember) expect(gone).toBe(0);
    const own = await new Visitor(server(), callers.stranger).call("sync.since", { log: users.stranger });
    const places = own.data.rows.filter((row: { id: string; row: unknown }) => row.id === list && row.row);
    expect(places).toHaveLength(isMember);
  }
});

it("an account is deleted while all others write to what it wrote", async () => {
  for (let round = 0; round < 6; round++) {
    world = await makeWorld(server());
    list = world.lists.shared;
    const ids = await Promise.all(Array.from({ length: 20 }, () => added("theirs", "editor")));
    const writes = ids.map((id, index) =>
      index % 2 ? owner(update(id, "b")) : owner({ kind: "todo.move", ids: [id], listId: world.lists.alone }),
    );
    const deletion = new Visitor(server(), world.callers.editor).call("account.delete", {
      password: PASSWORD,
    });
    expect((await deletion).code).toBe("ok");
    expect((await Promise.all(writes)).every(accepted)).toBe(true);
    const left = await server().db.change.count({ where: { userId: world.users.editor } });
    expect(left).toBe(0);
    for (const log of [list, world.lists.alone])
      expect(await server().db.log.count({ where: { id: log } })).toBe(1);
  }
});

it("pruning holds nobody up who writes, restores or purges meanwhile", async () => {
  const day = 24 * 60 * 60_000;
  const now = new Date();
  for (let round = 0; round < 3; round++) {
    const ids = await Promise.all(Array.from({ length: 10 }, () => added("a")));
    await owner({ kind: "todo.delete", ids });
    const old = new Date(now.getTime() - 31 * day);
    await server().db.todo.updateMany({ where: { id: { in: ids } }, data: { deletedAt: old } });
    const [, , ...answers] = await Promise.all([
      prune(server().db, { now, historyDays: 90 }),
      prune(server().db, { now, historyDays: 90 }),
      ...ids.map((id) => owner({ kind: "todo.restore", ids: [id] })),
      owner({ kind: "todo.purge", ids: ids.slice(5) }),
    ]);
    const left = await server().db.todo.findMany({ where: { id: { in: ids } } });
    const restored = answers.slice(0, 10).filter(accepted).length;
    expect(left.length).toBeLessThanOrEqual(restored);
    expect(left.every(({ deletedAt }) => deletedAt === null)).toBe(true);
  }
});
