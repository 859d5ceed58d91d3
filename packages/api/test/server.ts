import { connect, createServer, type Server, type Socket } from "node:net";
import { promisify } from "node:util";
import { createWatchedDb, type Db } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { afterAll, beforeAll } from "vitest";
import { type AppOptions, buildApp } from "../src/app.js";
import { readEnv } from "../src/env.js";
import { createLog } from "../src/http/log.js";
import { createMetrics, type Metrics } from "../src/metrics/metrics.js";
import type { AppRouter } from "../src/router.js";
import { tellOfAbsence, tellOfSlow } from "../src/run.js";

export const DEFAULT_ENV: AppOptions["env"] = readEnv({ DATABASE_URL: "postgresql://localhost/unused" });

/** A server that listens, on a database of its own, through a cable that can be pulled. */
export interface TestServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly db: Db;
  readonly client: TRPCClient<AppRouter>;
  /** Every line it has logged. */
  readonly logged: string[];
  readonly cable: Cable;
  /** How many clients are connected. */
  connections(): Promise<number>;
  /** If the environment has a METRICS_PORT, which nothing listens on. */
  readonly metrics: Metrics | undefined;
  close(): Promise<void>;
}

/** How long a database is awaited before it counts as gone: createWatchedDb's own time if it does not say. */
interface Patience {
  readonly leastLooks?: number;
}

/** A database on a busy machine is not taken for one that is gone. */
const PATIENT: Patience = { leastLooks: 40 };

export async function startTestServer(
  env: Partial<AppOptions["env"]> = {},
  { leastLooks }: Patience = PATIENT,
): Promise<TestServer> {
  const database = await createTestDatabase(testServerUrl(), process.env["TEST_TIMEZONE"]);
  const cable = await layCable(database.url);
  const db = createWatchedDb(cable.url, leastLooks);
  const logged: string[] = [];
  const log = createLog("trace", { write: (line: string) => logged.push(line) });
  tellOfAbsence(db, log);
  if (env.SLOW_QUERY_MS !== undefined) tellOfSlow(db, env.SLOW_QUERY_MS, log);
  const metrics = env.METRICS_PORT === undefined ? undefined : createMetrics(db);
  const app = await buildApp({ db, env: { ...DEFAULT_ENV, ...env }, log, metrics });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc` })] });
  const connections = promisify(app.server.getConnections.bind(app.server));
  const close = async () => {
    await app.close();
    await db.$disconnect();
    await cable.close();
    await database.drop();
  };
  return { url, databaseUrl: database.url, db, client, logged, cable, connections, metrics, close };
}

/** The test file's server, for as long as its tests run. */
export function useTestServer(env?: Partial<AppOptions["env"]>, patience?: Patience): () => TestServer {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(env, patience);
  });
  afterAll(() => server.close());
  return () => server;
}

/** All todos as they stand in the table, to compare before and after. */
export function rowsOf({ db }: TestServer) {
  return db.todo.findMany({ orderBy: { id: "asc" } });
}

/** The way to the database, which can be unplugged. */
export interface Cable {
  readonly url: string;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Lets nothing through, and lets nobody know: as a machine that was switched off. */
  freeze(): void;
  /** Lets everything through, or only what comes on new connections. */
  thaw(which?: "new"): void;
  /** From now on, milliseconds before the first byte of an answer on a new connection, and before what follows it. */
  delay(first: number, rest: number): void;
  /** How many connections there have been. */
  readonly laid: () => number;
  close(): Promise<void>;
}

async function layCable(databaseUrl: string): Promise<Cable> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let frozen = false;
  let delays = { first: 0, rest: 0 };
  let laid = 0;
  // Without noDelay a small packet waits for the acknowledgement of the one before it, 40 ms.
  const server: Server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    laid += 1;
    near.pipe(far);
    if (delays.first + delays.rest === 0) far.pipe(near);
    else pipeLate(far, near, delays);
    if (frozen) for (const socket of [near, far]) socket.pause();
  });
  const listenOn = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listenOn(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The cable has no port.");
  const url = Object.assign(new URL(databaseUrl), { hostname: "127.0.0.1", port: String(address.port) }).href;
  const freeze = () => {
    frozen = true;
    for (const socket of sockets) socket.pause();
  };
  const thaw = (which?: "new") => {
    frozen = false;
    if (which === undefined) for (const socket of sockets) socket.resume();
  };
  const delay = (first: number, rest: number) => {
    delays = { first, rest };
  };
  const plugIn = () => listenOn(address.port);
  return { url, unplug: close, plugIn, freeze, thaw, delay, laid: () => laid, close };
}

/** As what answers late: another machine far away, or a pooler that greets at once and has no session free. */
function pipeLate(from: Socket, to: Socket, { first, rest }: { first: number; rest: number }): void {
  from.once("data", (data: Buffer) => {
    from.pause();
    setTimeout(() => {
      to.write(data.subarray(0, 1));
      setTimeout(() => {
        to.write(data.subarray(1));
        from.pipe(to);
      }, rest);
    }, first);
  });
}
