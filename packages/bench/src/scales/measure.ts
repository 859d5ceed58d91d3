import type { Contender } from "./contenders.js";
import type { Data } from "./data.js";
import { between, type DatabaseCpu } from "./database-cpu.js";
import type { Aim } from "./load.js";
import { LoadError, type Loader } from "./loader-process.js";
import { type Failure, type Paced, type Requests, type StreamsMeasured, spreadOf } from "./results.js";
import type { Scenario } from "./scenarios.js";

/** A contender that is running, and the data it runs on. */
export interface Entry {
  readonly contender: Contender;
  readonly size: Requests["size"];
  readonly data: Data;
  readonly cpu: DatabaseCpu;
}

/** How long everything takes. */
export interface Effort {
  /** Milliseconds that each is asked before it counts, until what it runs is compiled. */
  readonly warmUp: number;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly pacedRounds: number;
  readonly pacedMilliseconds: number;
  readonly events: number;
  readonly starts: number;
}

const CONNECTIONS = 32;
/** At a fixed rate more may be waiting: who asks does not know that others wait. */
const PACED_CONNECTIONS = 64;
const STREAMS = 1_000;
const WARM_UP_EVENTS = 3;

function aimOf({ contender: { port, kind }, data }: Entry, scenario: Scenario): Aim {
  const { subject } = data;
  // Anybody may ask for nothing.
  const cookie = kind.signedIn && scenario !== "noop" ? subject.cookie : undefined;
  return { port, dialect: kind.dialect, scenario, subject, cookie };
}

/** What came of a scenario: a row for each entry, but for those that failed. */
export interface Measured {
  readonly rows: readonly (readonly [Entry, Requests])[];
  readonly failures: readonly Failure[];
}

/** As much as each can, a round each in turns, so that whatever else the machine does falls on all of them alike. */
export async function measureMost(
  loader: Loader,
  entries: readonly Entry[],
  scenario: Scenario,
  effort: Effort,
): Promise<Measured> {
  const rows = new Map(
    entries.map((entry): [Entry, Requests] => {
      const { contender, size } = entry;
      const numbers = { rate: [], server: [], database: [], p50: [], delay: [] };
      return [entry, { scenario, contender: contender.kind.name, size, ...numbers }];
    }),
  );
  const failures: Failure[] = [];
  for (let round = -1; round < effort.rounds; round++) {
    const milliseconds = round < 0 ? effort.warmUp : effort.milliseconds;
    for (const [entry, row] of rows) {
      try {
        const one = await measureOnce(loader, entry, scenario, milliseconds);
        if (round >= 0) for (const name of NUMBERS) row[name].push(one[name]);
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        const { contender, size } = row;
        failures.push({ scenario, contender, size, error: error.message });
        rows.delete(entry);
      }
    }
  }
  return { rows: [...rows], failures };
}

const NUMBERS = ["rate", "server", "database", "p50", "delay"] as const;

/** One round of one. @throws LoadError */
async function measureOnce(
  loader: Loader,
  entry: Entry,
  scenario: Scenario,
  milliseconds: number,
): Promise<Record<(typeof NUMBERS)[number], number>> {
  const { contender, cpu } = entry;
  await contender.ask("delay");
  const [server, database] = [await contender.ask("cpu"), await cpu.read()];
  const load = await loader.most({ aim: aimOf(entry, scenario), connections: CONNECTIONS, milliseconds });
  return {
    rate: (load.answers * 1_000) / load.milliseconds,
    server: ((await contender.ask("cpu")) - server) / load.answers,
    database: between(database, await cpu.read()) / load.answers,
    p50: load.p50,
    delay: await contender.ask("delay"),
  };
}

/** Each at half of its own most, in turns. */
export async function measurePaced(
  loader: Loader,
  measured: readonly (readonly [Entry, Requests])[],
  { pacedRounds, pacedMilliseconds }: Effort,
): Promise<Paced[]> {
  const rows = measured.map(([entry, { scenario, contender, rate }]): [Entry, Paced] => [
    entry,
    { scenario, contender, rate: spreadOf(rate).median / 2, p50: [], p99: [], delay: [] },
  ]);
  for (let round = 0; round < pacedRounds; round++) {
    for (const [entry, row] of rows) {
      await entry.contender.ask("delay");
      const { p50, p99 } = await loader.paced({
        aim: aimOf(entry, row.scenario),
        rate: row.rate,
        connections: PACED_CONNECTIONS,
        milliseconds: pacedMilliseconds,
      });
      row.p50.push(p50);
      row.p99.push(p99);
      row.delay.push(await entry.contender.ask("delay"));
    }
  }
  return rows.map(([, row]) => row);
}

/** One event to many open streams, in turns. */
export async function measureStreams(
  loader: Loader,
  entries: readonly Entry[],
  { events }: Effort,
): Promise<StreamsMeasured[]> {
  const rows: [Entry, StreamsMeasured][] = [];
  for (const entry of entries) {
    const before = await entry.contender.ask("heap");
    await loader.open({ aim: aimOf(entry, "create"), count: STREAMS });
    const heap = ((await entry.contender.ask("heap")) - before) / STREAMS / 1_000;
    const contender = entry.contender.kind.name;
    rows.push([entry, { contender, count: STREAMS, heap, median: [], last: [], server: [] }]);
  }
  for (let event = -WARM_UP_EVENTS; event < events; event++) {
    for (const [{ contender }, row] of rows) {
      const before = await contender.ask("cpu");
      const { median, last } = await loader.event(contender.port);
      const used = (await contender.ask("cpu")) - before;
      if (event < 0) continue;
      row.median.push(median);
      row.last.push(last);
      row.server.push(used / 1_000);
    }
  }
  return rows.map(([, row]) => row);
}
