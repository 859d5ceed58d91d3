import { type FaultyWay, faultyWay } from "../converge/proxy.js";
import { until } from "../converge/run.js";
import { type ServerProcess, startServerProcess } from "../converge/server.js";
import type { Random } from "./random.js";

/** Milliseconds that a server which has just come up serves before it is killed in its turn, at most. */
const LIVES_MS = 400;

/** Milliseconds after which a server that starts is killed at last, where it is killed before it is up. */
const STARTS_MS = 1_000;

/** Milliseconds within which all servers have to be up once none is killed any more and the database is there. */
const UP_WITHIN_MS = 60_000;

interface Member {
  readonly server: ServerProcess;
  ready: boolean;
}

/** Server processes on one database, and the ways that clients take to whichever of them is up. */
export class Fleet {
  kills = 0;
  #members: Member[] = [];
  #turn = 0;
  #stopped = false;
  #closed = false;
  #killing: Promise<unknown> = Promise.resolve();
  ways: readonly FaultyWay[] = [];

  static async start(databaseUrl: string, servers: number, ways: number): Promise<Fleet> {
    const fleet = new Fleet();
    const started = Array.from({ length: servers }, () => startServerProcess(databaseUrl));
    fleet.#members = (await Promise.all(started)).map((server) => ({ server, ready: true }));
    fleet.ways = await Promise.all(
      Array.from({ length: ways }, () => faultyWay(() => fleet.#next().server.port)),
    );
    return fleet;
  }

  /** The address of a server, past all ways. */
  get directUrl(): string {
    return `http://127.0.0.1:${this.#next().server.port}`;
  }

  /** Kills servers with -9, one after the other, `atOnce` of them being away at a time; some before they are up again. */
  killInTurns(random: Random, atOnce: number): void {
    const killOn = async () => {
      while (!this.#stopped) {
        const next = this.#next();
        await pause(random.between(0, LIVES_MS));
        if (!this.#stopped) await this.#killAndRestart(next, random);
      }
    };
    this.#killing = Promise.all(Array.from({ length: atOnce }, killOn));
  }

  /**
   * Kills no more. Resolves when all are up again.
   *
   * @throws Error saying which do not come up, and what they said last: the database does not come back, perhaps
   */
  async stopKilling(withinMs = UP_WITHIN_MS): Promise<void> {
    this.#stopped = true;
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    this.#killing.then(over, over);
    await until(
      () => isOver,
      () => this.missing().join("\n"),
      withinMs,
    );
    await this.#killing;
  }

  /** The servers that are not up, and the last that each of them said. */
  missing(): string[] {
    const away = this.#members.filter(({ ready }) => !ready);
    return away.map(
      ({ server }) =>
        `The server on port ${server.port} is not up. ${server.lastWords() || "It said nothing."}`,
    );
  }

  async close(): Promise<void> {
    this.#stopped = true;
    // Where the database does not come back, no server does: those that try to are ended, too.
    this.#closed = true;
    await Promise.all(this.#members.map(({ server }) => server.stop()));
    await this.#killing;
    for (const way of this.ways) await way.close();
  }

  async #killAndRestart(member: Member, random: Random): Promise<void> {
    if (!member.ready) return;
    member.ready = false;
    this.kills += 1;
    // It may hold the migrations' lock then, or have done half of what it does first.
    for (; random.next() < 0.5 && !this.#stopped; this.kills += 1)
      await member.server.killTwice(random.between(0, STARTS_MS));
    // One that meets no database ends, and is started again, as whatever supervises it would.
    while (!this.#closed && !member.ready) member.ready = await restarted(member.server);
  }

  /** The next that is up; any, if none is. */
  #next(): Member {
    const members = this.#members;
    for (let tried = 0; tried < members.length; tried += 1) {
      this.#turn = (this.#turn + 1) % members.length;
      const member = members[this.#turn];
      if (member?.ready) return member;
    }
    const any = members[this.#turn];
    if (!any) throw new Error("There is no server.");
    return any;
  }
}

async function restarted(server: ServerProcess): Promise<boolean> {
  try {
    await server.killAndRestart();
    return true;
  } catch {
    return false;
  }
}

/** Lets time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
