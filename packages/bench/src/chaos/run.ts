import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { deployMigrations } from "@codex/db/migrate";
import { type FaultyWay, faultyWay } from "../converge/proxy.js";
import { Cluster, DATABASE, newFolder } from "./cluster.js";
import { type SmallDisk, smallDisk } from "./disk.js";
import { failover, makePair, mendPair, type Pair } from "./failover.js";
import { cuts, database, disk, pool, processes, restarts } from "./faults.js";
import type { Random } from "./random.js";
import { COUNTED, type Counts, type Fault, noCounts, runRound, type Size } from "./round.js";

/** The kinds of rounds, in the order in which a whole run goes through them, again and again. */
export const CYCLE = [
  "database",
  "cuts",
  "failover",
  "restarts",
  "database",
  "pool",
  "disk",
  "processes",
] as const;

export type Kind = (typeof CYCLE)[number];

const ON_ONE: Readonly<Record<Exclude<Kind, "failover" | "disk">, Fault>> = {
  database,
  cuts,
  restarts,
  pool,
  processes,
};

interface Proxied {
  readonly cluster: Cluster;
  readonly way: FaultyWay;
}

/** The PostgreSQL servers of a run, made when a round first needs them; and what happened so far. */
export class Run {
  readonly counts: Counts = noCounts();
  readonly faults: string[] = [];
  #one: Proxied | undefined;
  #small: (Proxied & { readonly disk: SmallDisk }) | undefined;
  #pair: Pair | undefined;

  constructor(
    private readonly size: Size,
    private readonly random: Random,
  ) {}

  /** @throws MissingError saying what is not on this machine, if the round cannot take place */
  async round(kind: Kind): Promise<Counts> {
    const { counts, faults } = await this.#round(kind);
    for (const name of COUNTED) this.counts[name] += counts[name];
    this.faults.push(...faults.map((fault) => `${kind}: ${fault}`));
    return counts;
  }

  /** Ends every PostgreSQL and removes what they wrote. */
  async close(): Promise<void> {
    for (const proxied of [this.#one, this.#small]) {
      await proxied?.way.close();
      await proxied?.cluster.remove();
    }
    await this.#small?.disk.remove();
    await this.#pair?.primary.remove();
    await this.#pair?.standby.remove();
  }

  async #round(kind: Kind): Promise<{ counts: Counts; faults: string[] }> {
    const { size, random } = this;
    if (kind === "failover") {
      const pair = this.#pair ? await mendPair(this.#pair) : await makePair();
      this.#pair = pair;
      await empty(pair.primary);
      const way = await faultyWay(pair.primary.port);
      try {
        // The standby stands first: the servers have to pass it over.
        const databaseUrl = pair.standby.urlWith(way.port);
        const fault = failover(pair, way);
        return await runRound({ cluster: pair.primary, databaseUrl, fault, size, random });
      } finally {
        await way.close();
      }
    }
    const { cluster, way, fault } = kind === "disk" ? await this.#onSmallDisk() : await this.#onOne(kind);
    await empty(cluster);
    const databaseUrl = cluster.url(DATABASE, way.port);
    return runRound({ cluster, databaseUrl, databaseWay: way, fault, size, random });
  }

  async #onOne(kind: keyof typeof ON_ONE): Promise<Proxied & { fault: Fault }> {
    this.#one ??= await proxied(await Cluster.make(newFolder(), [], this.size.connections));
    return { ...this.#one, fault: ON_ONE[kind] };
  }

  async #onSmallDisk(): Promise<Proxied & { fault: Fault }> {
    if (!this.#small) {
      const small = await smallDisk();
      const home = join(small.folder, "postgres");
      mkdirSync(home);
      // Little is kept of the log, so that the disk is small for the data and not for that.
      const cluster = await Cluster.make(home, ["max_wal_size = 64MB", "min_wal_size = 32MB"]);
      this.#small = { ...(await proxied(cluster)), disk: small };
    }
    return { ...this.#small, fault: disk(this.#small.disk.folder) };
  }
}

async function proxied(cluster: Cluster): Promise<Proxied> {
  return { cluster, way: await faultyWay(cluster.port) };
}

/** Gives the round a database with nothing in it. */
async function empty(cluster: Cluster): Promise<void> {
  await cluster.query(`drop database if exists ${DATABASE} with (force)`);
  await cluster.query(`create database ${DATABASE}`);
  await deployMigrations(cluster.url());
}
