import { availableParallelism, loadavg } from "node:os";
import { check } from "./check.js";
import { Contender, KINDS, type Kind } from "./contenders.js";
import { type Data, makeData, SMALLEST } from "./data.js";
import { DatabaseCpu } from "./database-cpu.js";
import { Loader } from "./loader-process.js";
import { type Effort, type Entry, measureMost, measurePaced, measureStreams } from "./measure.js";
import type { Failure, Paced, Processes, Requests, Results } from "./results.js";
import { SCENARIOS, type Scenario } from "./scenarios.js";

export interface Options {
  readonly quick: boolean;
  /** The one part that is measured; all if left out. */
  readonly only: Scenario | "streams" | undefined;
  /** A folder for CPU profiles of Codex. */
  readonly profile: string | undefined;
}

const WHOLE: Effort = {
  warmUp: 6_000,
  rounds: 5,
  milliseconds: 700,
  pacedRounds: 3,
  pacedMilliseconds: 2_000,
  events: 15,
  starts: 3,
};
const QUICK: Effort = {
  warmUp: 1_000,
  rounds: 3,
  milliseconds: 250,
  pacedRounds: 3,
  pacedMilliseconds: 1_000,
  events: 5,
  starts: 1,
};
const SMALL = { todos: SMALLEST, users: 1 };
const LARGE = { todos: 1_000_000, users: 1_000 };
const QUICK_PACED: readonly Scenario[] = ["list", "create"];

/**
 * Makes the data, starts all contenders, looks whether they answer rightly, and measures them.
 *
 * @throws Error if one of them answers something wrong
 */
export async function run(options: Options): Promise<Results> {
  const opened: (() => Promise<void>)[] = [];
  try {
    return await measured(options, (close) => opened.push(close));
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

type AtEnd = (close: () => Promise<void>) => void;

async function measured({ quick, only, profile }: Options, atEnd: AtEnd): Promise<Results> {
  const effort = quick ? QUICK : WHOLE;
  const load = loadavg()[0] ?? Number.NaN;
  const small = await filled(SMALL, atEnd);
  const large = quick ? undefined : await filled(LARGE, atEnd);
  const loader = new Loader();
  atEnd(async () => loader.stop());
  const { entries, processes } = await startAll(
    { small, large, quick, starts: effort.starts, profile },
    atEnd,
  );
  const scenarios = SCENARIOS.filter((scenario) => only === undefined || scenario === only);
  for (const scenario of scenarios)
    for (const { contender, data } of answering(entries, scenario))
      await check(contender, urlFor(contender.kind, data), scenario, data.subject);
  const requests: Requests[] = [];
  const paced: Paced[] = [];
  const failures: Failure[] = [];
  for (const scenario of scenarios) {
    console.log(`Measuring ${scenario}`);
    const most = await measureMost(loader, answering(entries, scenario), scenario, effort);
    requests.push(...most.rows.map(([, row]) => row));
    failures.push(...most.failures);
    if (quick && !QUICK_PACED.includes(scenario)) continue;
    const compared = most.rows.filter(([{ contender, size }]) => contender.kind.scaled && size === "small");
    paced.push(...(await measurePaced(loader, compared, effort)));
  }
  const live = entries.filter(({ contender, size }) => contender.kind.live && size === "small");
  const wantsStreams = only === undefined || only === "streams";
  const streams = wantsStreams ? await measureStreams(loader, live, effort) : [];
  for (const [index, row] of processes.entries())
    row.after = ((await entries[index]?.contender.ask("rss")) ?? Number.NaN) / 1e6;
  return {
    at: new Date().toISOString(),
    machine: { processors: availableParallelism(), node: process.version, load },
    quick,
    todos: { small: small.size.todos, large: large?.size.todos ?? 0 },
    requests,
    paced,
    streams,
    processes,
    failures,
  };
}

interface Wanted extends Pick<Options, "quick" | "profile"> {
  readonly small: Data;
  readonly large: Data | undefined;
  readonly starts: number;
}

/** Starts the contenders one after the other, as each is to be timed alone. */
async function startAll(
  { small, large, quick, starts, profile }: Wanted,
  atEnd: AtEnd,
): Promise<{ entries: Entry[]; processes: Processes[] }> {
  const entries: Entry[] = [];
  const processes: Processes[] = [];
  const wanted = [
    ...KINDS.filter((kind) => kind.quick || !quick).map((kind) => [kind, "small", small] as const),
    ...(large ? KINDS.filter(({ scaled }) => scaled).map((kind) => [kind, "large", large] as const) : []),
  ];
  for (const [kind, size, data] of wanted) {
    const { entry, startedIn } = await start(kind, size, data, starts, profile, atEnd);
    entries.push(entry);
    const before = (await entry.contender.ask("rss")) / 1e6;
    processes.push({ contender: kind.name, size, startedIn, before, after: before });
  }
  return { entries, processes };
}

async function filled(size: Data["size"], atEnd: AtEnd): Promise<Data> {
  const data = await makeData(size);
  atEnd(() => data.drop());
  console.log(
    `${size.todos} todos of ${size.users} users, twice, in ${(data.filledIn / 1_000).toFixed(1)} s`,
  );
  return data;
}

async function start(
  kind: Kind,
  size: Requests["size"],
  data: Data,
  starts: number,
  profile: string | undefined,
  atEnd: AtEnd,
): Promise<{ entry: Entry; startedIn: number[] }> {
  const url = urlFor(kind, data);
  const startedIn: number[] = [];
  for (let count = 1; count < starts; count++) {
    const contender = await Contender.start(kind, url);
    startedIn.push(contender.startedIn);
    await contender.stop();
  }
  const contender = await Contender.start(kind, url, kind.name === "codex" ? { profile } : {});
  atEnd(() => contender.stop());
  const cpu = await DatabaseCpu.of(url);
  atEnd(() => cpu.close());
  return { entry: { contender, size, data, cpu }, startedIn: [...startedIn, contender.startedIn] };
}

const urlFor = ({ logged }: Kind, { urls }: Data) => (logged ? urls.logged : urls.bare);

function answering(entries: readonly Entry[], scenario: Scenario): Entry[] {
  return entries.filter(({ contender: { kind } }) => (scenario === "noop" ? kind.noop : kind.todos));
}
