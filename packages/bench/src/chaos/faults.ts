import { open as openFile, rm } from "node:fs/promises";
import pg from "pg";
import { pause } from "./fleet.js";
import type { Fault, Place } from "./round.js";

/** Does something again and again until the round's time is up, with some time between. */
async function again(place: Place, [least, most]: readonly [number, number], act: () => Promise<void>) {
  while (!place.over()) {
    await pause(place.random.between(least, most));
    if (!place.over()) await act();
  }
}

/** Nothing but that servers are killed. */
export const processes: Fault = async () => {};

/** Kills PostgreSQL's first process, or one that serves a connection. */
export const database: Fault = (place) =>
  again(place, [300, 1_500], async () => {
    const isOne = place.random.next() < 0.5;
    const wasKilled = isOne ? await place.cluster.killBackend() : await place.cluster.kill().then(() => true);
    if (wasKilled) place.counts.databaseKills += 1;
    await place.cluster.start();
  });

/** Stops PostgreSQL in order, and starts it a little later. */
export const restarts: Fault = (place) =>
  again(place, [500, 2_000], async () => {
    place.counts.restarts += 1;
    await place.cluster.stop();
    await pause(place.random.between(0, 1_000));
    await place.cluster.start();
  });

/** Cuts connections in the middle of a request or of an answer, on both sides of the servers. */
export const cuts: Fault = (place) =>
  again(place, [5, 60], async () => {
    place.counts.cuts += 1;
    const way = place.random.oneOf([place.databaseWay, place.random.oneOf(place.fleet.ways)]);
    const what = place.random.oneOf(["request", "answer"] as const);
    if (place.random.next() < 0.05) way?.cut();
    else if (what) way?.tear(what);
  });

/** Keeps all connections of the servers' pools waiting for a lock, and then takes all that PostgreSQL has. */
export const pool: Fault = (place) =>
  again(place, [300, 1_500], async () => {
    place.counts.fills += 1;
    await place.cluster.session("codex", async (client) => {
      await client.query("begin; lock table log in access exclusive mode");
      await pause(place.random.between(500, 6_000));
    });
    const taken = await takeConnections(place);
    await pause(place.random.between(500, 2_000));
    await Promise.all(taken.map((client) => client.end().catch(() => {})));
  });

/** As many connections as PostgreSQL gives; those that are there are ended, so that there are none left to others. */
async function takeConnections({ cluster }: Place): Promise<pg.Client[]> {
  await cluster.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'codex'",
  );
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: cluster.url() });
    client.on("error", () => {});
    try {
      await client.connect();
      taken.push(client);
    } catch {
      return taken;
    }
  }
}

/** Fills the disk under PostgreSQL with something else until nothing more fits, and makes room later. */
export const disk =
  (folder: string): Fault =>
  (place) =>
    again(place, [1_000, 2_000], async () => {
      place.counts.fills += 1;
      const ballast = `${folder}/ballast`;
      await fill(ballast);
      await pause(place.random.between(2_000, 5_000));
      await rm(ballast);
      await place.cluster.start();
    });

/** Not in one go: the way to PostgreSQL goes through this process. */
async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(1 << 18);
  const open = await openFile(file, "w");
  try {
    // A server that still finds a little room takes it: once nothing fits there has to be nothing left.
    for (let written = 1; written > 0; ) ({ bytesWritten: written } = await open.write(block));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await open.close();
  }
}
