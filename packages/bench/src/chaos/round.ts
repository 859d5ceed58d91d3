import { differences } from "../converge/checks.js";
import type { FaultyWay } from "../converge/proxy.js";
import { transactionsEnded, until } from "../converge/run.js";
import { lostOrDoubled } from "./checks.js";
import type { Cluster } from "./cluster.js";
import { Fleet, pause } from "./fleet.js";
import { Load } from "./load.js";
import type { Random } from "./random.js";

/** What is counted in a round. Of the refused and unanswered commands some are there. */
export const COUNTED = [
  "acknowledged",
  "refused",
  "unanswered",
  "ofTheseThere",
  "processKills",
  "databaseKills",
  "restarts",
  "cuts",
  "failovers",
  "fills",
] as const;

export type Counts = Record<(typeof COUNTED)[number], number>;

export function noCounts(): Counts {
  return {
    acknowledged: 0,
    refused: 0,
    unanswered: 0,
    ofTheseThere: 0,
    processKills: 0,
    databaseKills: 0,
    restarts: 0,
    cuts: 0,
    failovers: 0,
    fills: 0,
  };
}

/** What goes wrong in a round, beside that processes are killed. */
export type Fault = (place: Place) => Promise<void>;

/** Where a round takes place. */
export interface Place {
  /** The PostgreSQL that is the primary now. */
  cluster: Cluster;
  /** The way between the servers and PostgreSQL, where there is only one. */
  readonly databaseWay: FaultyWay | undefined;
  readonly fleet: Fleet;
  readonly counts: Counts;
  readonly random: Random;
  /** Whether the round's time is up. */
  over(): boolean;
}

/** How much there is of everything in a round. */
export interface Size {
  readonly seconds: number;
  readonly servers: number;
  /** How many servers are killed at a time; 0: none. */
  readonly killedAtOnce: number;
  readonly stores: number;
  readonly clients: number;
  /** How many connections PostgreSQL gives where they are all taken, which takes its time; 200 if left out. */
  readonly connections?: number;
}

interface Round {
  readonly cluster: Cluster;
  /** What the servers connect to. */
  readonly databaseUrl: string;
  readonly databaseWay?: FaultyWay;
  readonly fault: Fault;
  readonly size: Size;
  readonly random: Random;
}

/** Writes while things go wrong, and compares what was acknowledged with what is there. */
export async function runRound(round: Round): Promise<{ counts: Counts; faults: string[]; place: Place }> {
  const { size, random, cluster, databaseWay } = round;
  const fleet = await Fleet.start(round.databaseUrl, size.servers, size.stores + size.clients);
  const urls = fleet.ways.map(({ url }) => url);
  const load = new Load({ stores: urls.slice(0, size.stores), clients: urls.slice(size.stores) }, random);
  const counts = noCounts();
  try {
    await until(() => load.stores.every((store) => store.get().status === "live"));
    const end = Date.now() + size.seconds * 1_000;
    const place: Place = { cluster, databaseWay, fleet, counts, random, over: () => Date.now() > end };
    load.start();
    fleet.killInTurns(random, size.killedAtOnce);
    await round.fault(place);
    await pause(Math.max(0, end - Date.now()));
    await fleet.stopKilling();
    counts.processKills = fleet.kills;
    await load.stop();
    const faults = await check(place, load);
    return { counts, faults, place };
  } finally {
    for (const store of load.stores) store.close();
    await fleet.close();
    await load.stop();
  }
}

async function check({ cluster, fleet, counts }: Place, load: Load): Promise<string[]> {
  return cluster.session("codex", async (sql) => {
    await settle(load, sql);
    counts.acknowledged = load.count("acknowledged");
    counts.refused = load.count("refused");
    counts.unanswered = load.count("unanswered");
    const { faults, present } = await lostOrDoubled(sql, load.given);
    counts.ofTheseThere = present - counts.acknowledged;
    const acknowledged = [...load.given].filter(([, { outcome }]) => outcome === "acknowledged");
    const ids = acknowledged.map(([id]) => id);
    const apart = await differences(sql, load.stores, ids, [], fleet.directUrl);
    const silent = counts.acknowledged === 0 ? ["Nothing was acknowledged: the round shows nothing."] : [];
    return [...new Set([...faults, ...apart, ...load.failures, ...silent])];
  });
}

/** Waits until the stores have sent and seen everything, and no transaction of a killed server is left. */
async function settle(load: Load, sql: Parameters<typeof lostOrDoubled>[0]): Promise<void> {
  for (const store of load.stores) store.hurry();
  const waiting = () => load.stores.map((store) => store.get().waiting.length);
  await until(
    () => waiting().every((count) => count === 0),
    () => `The stores still have to send: ${waiting().join(", ")} commands.`,
  );
  await transactionsEnded(sql);
  const { rows } = await sql.query<{ id: string; head: string }>("select id, head from log");
  await until(
    () =>
      load.stores.every(
        (store) =>
          store.get().status === "live" && rows.every(({ id, head }) => store.isAt(id, Number(head))),
      ),
    () => `The stores do not see everything: ${load.stores.map((store) => store.get().status).join(", ")}.`,
  );
}
