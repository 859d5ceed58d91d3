import { newId } from "@codex/core/id";
import { SYNC_LIMITS } from "@codex/core/limits";
import type { LiveEvent } from "@codex/core/sync";
import type { Db, Sql, Statement } from "@codex/db";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { User } from "../src/access/caller.js";
import { createLog } from "../src/http/log.js";
import { Hub } from "../src/sync/hub.js";
import type { Stream } from "../src/sync/stream.js";
import { done } from "./door.js";
import { useTestServer } from "./server.js";
import { makeWorld, type World } from "./world.js";

/** Asked with the result of every statement that names a user, before whoever asked for it has it: a slow network. */
const network = vi.hoisted(() => ({
  delay: (_name: string, _values: readonly unknown[]): Promise<void> | undefined => undefined,
}));

vi.mock("@codex/db", async (original) => {
  const real = await original<typeof import("@codex/db")>();
  const sqlOf = (db: Db): Sql => {
    const sql = real.sqlOf(db);
    const query = async <Row extends object>(statement: Statement, values: readonly unknown[]) => {
      const rows = await sql.query<Row>(statement, values);
      await network.delay(statement.name, values);
      return rows;
    };
    return { query };
  };
  return { ...real, sqlOf };
});

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let hub: Hub;

beforeEach(async () => {
  world = await makeWorld(server());
  hub = new Hub(server().db, createLog("silent"), () => new Date());
});
afterEach(async () => {
  network.delay = () => undefined;
  await hub.close();
});

const soon = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

const person = (name: "owner" | "viewer" | "stranger"): User => ({
  kind: "person",
  userId: world.users[name],
  sessionId: world.sessions[name].id,
  isGuest: false,
});

/** Opens a stream of the hub's. @returns what it tells, as it tells it */
async function follow(user: User, cut = () => {}): Promise<{ stream: Stream; events: LiveEvent[] }> {
  const stream = await hub.follow(user, cut);
  const events: LiveEvent[] = [];
  void (async () => {
    for await (const event of stream) events.push(event);
  })().catch(() => {});
  await soon(() => expect(events[0]?.type).toBe("heads"));
  return { stream, events };
}

/** The number up to which somebody knows a log who does as the events say. */
function known(events: readonly LiveEvent[], log: string): number | undefined {
  let rev: number | undefined;
  for (const event of events) {
    if (event.type === "heads") rev = event.logs.find((head) => head.log === log)?.rev ?? rev;
    else if (event.log === log) rev = event.to;
  }
  return rev;
}

async function add(): Promise<number> {
  const listId = world.lists.shared;
  const todos = [{ id: newId(), text: "a" }];
  await done(server(), { kind: "todo.create", listId, todos }, world.callers.owner);
  const { head } = await server().db.log.findUniqueOrThrow({ where: { id: listId } });
  return Number(head);
}

/** Holds the heads that are read for a user's streams, the first time, until they are let go. */
function holdHeads(userId: string): { read: Promise<void>; letGo: () => void } {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const read = new Promise<void>((resolve) => {
    network.delay = (name, [ids]) => {
      if (name !== "logs-of-users" || !Array.isArray(ids) || !ids.includes(userId)) return undefined;
      resolve();
      return gone;
    };
  });
  return { read, letGo };
}

describe("a stream that is opened while its lists change", () => {
  it("misses nothing that was told to the others between its own heads' being read and its following", async () => {
    const first = await follow(person("viewer"));
    const heads = holdHeads(world.users.owner);
    const opening = follow(person("owner"));
    await heads.read;
    // Meanwhile the list goes on, and the first stream is told.
    const head = await add();
    hub.wake([world.lists.shared]);
    await soon(() => expect(known(first.events, world.lists.shared)).toBe(head));
    heads.letGo();
    const second = await opening;
    await soon(() => expect(known(second.events, world.lists.shared)).toBe(head));
  });

  it("misses nothing either if it is the first to follow the list", async () => {
    const heads = holdHeads(world.users.owner);
    const opening = follow(person("owner"));
    await heads.read;
    const head = await add();
    hub.wake([world.lists.shared]);
    heads.letGo();
    const { events } = await opening;
    await soon(() => expect(known(events, world.lists.shared)).toBe(head));
  });

  it("is told every number once and in order, however many commands come at the same moment", async () => {
    const { events } = await follow(person("viewer"));
    const heads = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const head = await add();
        hub.wake([world.lists.shared]);
        return head;
      }),
    );
    await soon(() => expect(known(events, world.lists.shared)).toBe(Math.max(...heads)));
    const changes = events.flatMap((event) => (event.type === "change" ? [event] : []));
    const start = Math.max(...heads) - 40;
    expect(changes.map(({ from }) => from)).toEqual([start, ...changes.map(({ to }) => to).slice(0, -1)]);
  });
});

describe("streams", () => {
  it(`are ${SYNC_LIMITS.streams} for one user, and one more when one is left`, async () => {
    const streams = [];
    for (let index = 0; index < SYNC_LIMITS.streams; index++) streams.push(await follow(person("owner")));
    await expect(hub.follow(person("owner"), () => {})).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await follow(person("viewer"));
    if (streams[0]) hub.leave(streams[0].stream);
    await follow(person("owner"));
  });

  it("of a token whose only list is gone are told so once, and not with every look", async () => {
    const { limited } = world.tokens;
    const user: User = {
      kind: "program",
      userId: world.users.owner,
      tokenId: limited.id,
      scope: "read-write",
      listIds: [world.lists.shared],
    };
    const { events } = await follow(user);
    await done(server(), { kind: "list.delete", listId: world.lists.shared }, world.callers.owner);
    await soon(() => expect(events.at(-1)).toMatchObject({ type: "heads", logs: [] }));
    const told = events.length;
    const other = await follow(person("owner"));
    // Two looks, a second apart each, after which the other stream has been told of a change by hand.
    for (const name of ["b", "c"]) {
      const before = other.events.length;
      await server().db.list.update({ where: { id: world.lists.alone }, data: { name } });
      await soon(() => expect(other.events.length).toBeGreaterThan(before));
    }
    expect(events.slice(told)).toEqual([]);
  });

  it("of one who does not read are cut once, and the others go on", async () => {
    const cut = vi.fn();
    const stalled = await hub.follow(person("viewer"), cut);
    const reading = await follow(person("owner"));
    let head = 0;
    for (let index = 0; index < 300; index++) {
      head = await add();
      hub.wake([world.lists.shared]);
      await soon(() => expect(known(reading.events, world.lists.shared)).toBe(head));
    }
    expect(cut).toHaveBeenCalledTimes(1);
    expect(await stalled[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });
});
