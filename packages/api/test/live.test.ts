import { once } from "node:events";
import { connect } from "node:net";
import { newId } from "@codex/core/id";
import type { LiveEvent } from "@codex/core/sync";
import { liveEventSchema } from "@codex/core/sync";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildApp } from "../src/app.js";
import { createLog } from "../src/http/log.js";
import { done, push } from "./door.js";
import { DEFAULT_ENV, useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { makeWorld, type Shown, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let owner: Visitor;
const streams: Stream[] = [];
const apps: FastifyInstance[] = [];

beforeEach(async () => {
  world = await makeWorld(server());
  owner = new Visitor(server(), world.callers.owner);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.leave();
  for (const app of apps.splice(0)) await app.close();
});

/** A live stream, as a client reads it. */
class Stream {
  readonly events: LiveEvent[] = [];
  readonly #abort = new AbortController();
  /** Why it ended; undefined while it is open. */
  ended: string | undefined;

  constructor(url: string, shown: Shown) {
    streams.push(this);
    void this.#read(url, shown);
  }

  leave(): void {
    this.#abort.abort();
  }

  get logs(): string[] {
    const heads = this.events.findLast((event) => event.type === "heads");
    return heads?.type === "heads" ? heads.logs.map(({ log }) => log).toSorted() : [];
  }

  texts(): unknown[] {
    return this.events.flatMap((event) =>
      event.type === "change" ? (event.rows ?? []).flatMap(({ row }) => row?.["text"] ?? []) : [],
    );
  }

  async #read(url: string, shown: Shown): Promise<void> {
    try {
      const { body } = await fetch(`${url}/trpc/sync.live`, { headers: shown, signal: this.#abort.signal });
      let text = "";
      for await (const chunk of body ?? []) {
        text += Buffer.from(chunk).toString();
        const parts = text.split("\n\n\n");
        text = parts.pop() ?? "";
        for (const part of parts) this.#take(part);
      }
      this.ended ??= "closed";
    } catch (error) {
      this.ended ??= String(error);
    }
  }

  #take(part: string): void {
    const data = /^data: (.*)$/m.exec(part)?.[1] ?? "";
    if (part.includes("event: serialized-error")) this.ended = /"code":"([A-Z_]+)"/.exec(data)?.[1] ?? data;
    const event = liveEventSchema.safeParse(data === "" ? undefined : JSON.parse(data)).data;
    if (event) this.events.push(event);
  }
}

const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

async function opened(shown: Shown, url = server().url): Promise<Stream> {
  const stream = new Stream(url, shown);
  await soon(() => expect(stream.events[0]?.type).toBe("heads"));
  return stream;
}

async function secondProcess(): Promise<string> {
  const app = await buildApp({
    db: server().db,
    env: { ...DEFAULT_ENV, ACCESS: "accounts", RATE_USER: null },
    log: createLog("silent"),
  });
  apps.push(app);
  return app.listen({ host: "127.0.0.1", port: 0 });
}

const add = (text: string, url = server().url) =>
  done(
    { url },
    { kind: "todo.create", listId: world.lists.shared, todos: [{ id: newId(), text }] },
    world.callers.owner,
  );

describe("a live stream", () => {
  it("names the logs that one may see, and no others", async () => {
    const { users, lists } = world;
    const stream = await opened(world.callers.owner);
    expect(stream.logs).toEqual([users.owner, lists.ownersInbox, lists.shared, lists.alone].toSorted());
    expect((await opened(world.callers.limitedToken)).logs).toEqual([lists.shared]);
    expect((await opened(world.callers.stranger)).logs).not.toContain(lists.shared);
  });

  it("tells with the rows which text was replaced by somebody who had not seen it", async () => {
    const stream = await opened(world.callers.viewer);
    const listId = world.lists.shared;
    const { head } = await server().db.log.findUniqueOrThrow({ where: { id: listId } });
    const write = (text: string, shown: Shown) =>
      done(
        server(),
        {
          kind: "todo.update",
          ids: [world.todos.shared],
          set: { text },
          basedOn: { listId, rev: Number(head) },
        },
        shown,
      );
    await write("Milk", world.callers.owner);
    await soon(() => expect(stream.texts()).toEqual(["Milk"]));
    await write("Bread", world.callers.editor);
    await soon(() => expect(stream.texts()).toEqual(["Milk", "Bread"]));
    const told = stream.events.map((event) => (event.type === "change" ? event.overwritten : undefined));
    expect(told).toEqual([
      undefined,
      undefined,
      [expect.objectContaining({ text: "Milk", todoId: world.todos.shared })],
    ]);
    expect((await opened(world.callers.stranger)).logs).not.toContain(listId);
  });

  it("tells what happens through another process, and by hand in the database", async () => {
    const stream = await opened(world.callers.viewer);
    await add("from elsewhere", await secondProcess());
    await soon(() => expect(stream.texts()).toEqual(["from elsewhere"]));
    await server().db.$executeRaw`update todo set text = 'by hand' where id = ${world.todos.shared}::uuid`;
    await soon(() => expect(stream.texts()).toEqual(["from elsewhere", "by hand"]));
    const changes = stream.events.flatMap((event) => (event.type === "change" ? [event] : []));
    expect(changes[1]?.from).toBe(changes[0]?.to);
  });

  it("says only where to look when there is much", async () => {
    const stream = await opened(world.callers.owner);
    const todos = Array.from({ length: 500 }, () => ({ id: newId(), text: "a" }));
    await done(server(), { kind: "todo.create", listId: world.lists.shared, todos }, world.callers.owner);
    await soon(() => expect(stream.events[1]).toMatchObject({ type: "change", rows: null }));
  });

  it("gains and loses lists as its user does", async () => {
    const { lists, users } = world;
    const [viewer, stranger] = [await opened(world.callers.viewer), await opened(world.callers.stranger)];
    await new Visitor(server(), world.callers.stranger).call("list.acceptInvite", {
      secret: world.secretOf.shared,
    });
    await soon(() => expect(stranger.logs).toContain(lists.shared));
    await owner.call("list.removeMember", { listId: lists.shared, userId: users.viewer });
    await soon(() => expect(viewer.logs).not.toContain(lists.shared));
    await add("after that");
    await soon(() => expect(stranger.texts()).toEqual(["after that"]));
    expect(viewer.texts()).toEqual([]);
    await owner.call("list.delete", { listId: lists.shared });
    await soon(() => expect(stranger.logs).not.toContain(lists.shared));
    await owner.call("list.restore", { listId: lists.shared });
    await soon(() => expect(stranger.logs).toContain(lists.shared));
  });

  it("ends when its session or token is revoked, through whichever process, or by hand", async () => {
    const elsewhere = await secondProcess();
    const [session, token, byHand] = [
      await opened(world.sessions.ownerElsewhere.shown, elsewhere),
      await opened(world.tokens.readWrite.shown, elsewhere),
      await opened(world.callers.editor),
    ];
    await owner.call("account.revokeSession", { sessionId: world.sessions.ownerElsewhere.id });
    await owner.call("token.revoke", { tokenId: world.tokens.readWrite.id });
    await soon(() => expect([session.ended, token.ended]).toEqual(["UNAUTHORIZED", "UNAUTHORIZED"]));
    await server().db.session.deleteMany({ where: { id: world.sessions.editor.id } });
    await soon(() => expect(byHand.ended).toBe("UNAUTHORIZED"));
  });

  it("misses nothing when the connection that listens is cut", async () => {
    const stream = await opened(world.callers.viewer);
    const elsewhere = await secondProcess();
    await add("before", elsewhere);
    await soon(() => expect(stream.texts()).toEqual(["before"]));
    await server().db.$queryRaw`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'codex listener' and datname = current_database()`;
    await add("meanwhile", elsewhere);
    await soon(() => expect(stream.texts()).toEqual(["before", "meanwhile"]));
  });

  it("is cut if it is not read, and loses nothing by that", async () => {
    const { hostname, port } = new URL(server().url);
    const socket = connect(Number(port), hostname);
    const { cookie } = world.callers.viewer;
    socket.write(`GET /trpc/sync.live HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
    await once(socket, "data");
    socket.pause();
    const closed = once(socket, "close");
    const text = "a long text ".repeat(150);
    const isCut = () =>
      server().logged.some((line) => line.includes("A live stream was not read, and was cut"));
    // What the connection itself takes in before it is full, differs between machines.
    for (let round = 0; !isCut() && round < 2_000; round++) {
      const todos = Array.from({ length: 80 }, () => ({ id: newId(), text }));
      await done(server(), { kind: "todo.create", listId: world.lists.shared, todos }, world.callers.owner);
    }
    expect(isCut()).toBe(true);
    socket.resume();
    socket.on("error", () => {});
    await closed;
  }, 300_000);

  it("does not hold up a shutdown", async () => {
    const url = await secondProcess();
    const stream = await opened(world.callers.owner, url);
    await apps.pop()?.close();
    await soon(() => expect(stream.ended).toBe("closed"));
  });

  it("goes on after the database was away", async () => {
    const stream = await opened(world.callers.viewer);
    await server().cable.unplug();
    await server().cable.plugIn();
    const command = {
      kind: "todo.create" as const,
      listId: world.lists.shared,
      todos: [{ id: newId(), text: "after" }],
    };
    const commandId = newId();
    await soon(() => push(server(), [{ ...command, commandId }], world.callers.owner).then(() => {}));
    await soon(() => expect(stream.texts()).toEqual(["after"]));
  });
});

describe("sync.since", () => {
  it("gives from any earlier state what is there now, page by page", async () => {
    const { data: first } = await owner.call("sync.since", { log: world.lists.shared });
    const known = new Map(rowsOf(first));
    for (let index = 0; index < 30; index++) await add(`todo ${index}`);
    await owner.call("todo.update", { id: world.todos.shared, text: "changed" });
    await owner.call("todo.move", { ids: [world.todos.shared], listId: world.lists.alone });
    await owner.call("trash.purge", { ids: [world.todos.deleted] });
    let cursor = first.cursor;
    for (let more = true; more; ) {
      const { data } = await owner.call("sync.since", { log: world.lists.shared, cursor, limit: 7 });
      for (const [id, row] of rowsOf(data)) known.set(id, row);
      ({ cursor, more } = data);
    }
    const { data: all } = await owner.call("sync.since", { log: world.lists.shared });
    const present = (rows: Iterable<[string, unknown]>) =>
      new Map([...rows].filter(([, row]) => row !== null));
    expect(present(known)).toEqual(present(rowsOf(all)));
    expect((await owner.call("sync.since", { log: world.lists.shared, cursor: "no" })).code).toBe(
      "BAD_REQUEST",
    );
  });
});

function rowsOf({ rows }: { rows: { id: string; table: string; row: unknown }[] }): [string, unknown][] {
  return rows.map(({ table, id, row }) => [`${table} ${id}`, row]);
}

it("a stream whose client is gone before it is open leaves nothing behind", async () => {
  for (let round = 0; round < 60; round++) {
    const abort = new AbortController();
    const asked = fetch(`${server().url}/trpc/sync.live`, {
      headers: world.callers.viewer,
      signal: abort.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, round % 6));
    abort.abort();
    await asked.catch(() => {});
  }
  for (let round = 0; round < 10; round++) await opened(world.callers.viewer);
});
