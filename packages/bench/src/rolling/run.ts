import { createDb } from "@codex/db";
import { createTestDatabase } from "@codex/db/testing";
import { runNginx } from "@codex/e2e/nginx";
import { WEB_DIR } from "@codex/e2e/server";
import { type ServerProcess, startServerProcess } from "../converge/server.js";
import { percentile } from "../percentile.js";
import { SteadyLoad } from "./load.js";
import { makePeople } from "./people.js";
import { Watcher } from "./watcher.js";

/** Milliseconds within which every stream has to be there, and to have all. */
const SETTLED_WITHIN_MS = 60_000;

export interface Plan {
  /** Where databases are made. */
  readonly serverUrl: string;
  readonly nginx: string;
  /** Requests a second. */
  readonly rate: number;
  readonly streams: number;
  /** People whom these belong to. */
  readonly people: number;
  /** How often both processes are restarted, one after the other. */
  readonly rounds: number;
  /** The servers' DRAIN_SECONDS. */
  readonly drainSeconds: number;
}

/** What was seen from outside. */
export interface Figures {
  readonly restarts: number;
  /** From the first request until the last was due. */
  readonly seconds: number;
  /** From the first request until the last was answered. */
  readonly secondsToAnswer: number;
  readonly requests: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly p50: number;
  readonly p99: number;
  /** Todos that streams had to show, over all streams. */
  readonly events: number;
  readonly missed: number;
  readonly repeated: number;
  /** Streams that were opened again, over all streams, and milliseconds that one was away at most. */
  readonly resumed: number;
  readonly longestAway: number;
}

/** Restarts two API processes behind nginx, one after the other, while requests are made and streams are open. */
export async function restartUnderLoad(plan: Plan): Promise<Figures> {
  const database = await createTestDatabase(plan.serverUrl);
  const db = createDb(database.url);
  const people = await makePeople(db, plan.people);
  const settings = {
    ACCESS: "accounts",
    TRUST_PROXY: "loopback",
    DRAIN_SECONDS: String(plan.drainSeconds),
  };
  const start = () => startServerProcess(database.url, settings);
  const servers = [await start(), await start()];
  const nginx = await runNginx(
    plan.nginx,
    servers.map(({ port }) => port),
    WEB_DIR,
  );
  const watchers = Array.from({ length: plan.streams }, (_, index) => {
    const person = people[index % people.length];
    if (!person) throw new Error("There is nobody to watch.");
    return new Watcher(nginx.url, person);
  });
  try {
    await Promise.all(watchers.map((watcher) => watcher.has([], SETTLED_WITHIN_MS)));
    const begun = performance.now();
    const load = new SteadyLoad(nginx.url, people, plan.rate);
    const since = () => (performance.now() - begun) / 1_000;
    let seconds = Number.NaN;
    try {
      await restartAll(servers, plan.rounds, load);
      seconds = since();
    } finally {
      await load.stop();
    }
    const times = { seconds, secondsToAnswer: since() };
    return { restarts: plan.rounds * servers.length, ...times, ...(await figures(load, watchers)) };
  } finally {
    for (const watcher of watchers) watcher.close();
    await nginx.stop();
    for (const server of servers) await server.stop();
    await db.$disconnect();
    await database.drop();
  }
}

/** One after the other: the next as soon as the one before is ready, which is when an operator would. */
async function restartAll(
  servers: readonly ServerProcess[],
  rounds: number,
  load: SteadyLoad,
): Promise<void> {
  await load.requests.over(100);
  for (let round = 0; round < rounds; round++) for (const server of servers) await server.restart();
  await load.requests.over(100);
}

async function figures({ requests, acknowledged }: SteadyLoad, watchers: readonly Watcher[]) {
  const { begun, failed, failures, times } = requests;
  const idsOf = ({ person }: Watcher) => acknowledged.get(person.listId) ?? [];
  await Promise.all(watchers.map((watcher) => watcher.has(idsOf(watcher), SETTLED_WITHIN_MS)));
  const counts = watchers.map((watcher) => ({
    ...watcher.count(idsOf(watcher)),
    due: idsOf(watcher).length,
  }));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    requests: begun,
    failed,
    failures,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    events: sum(counts.map(({ due }) => due)),
    missed: sum(counts.map(({ missed }) => missed)),
    repeated: sum(counts.map(({ repeated }) => repeated)),
    resumed: sum(watchers.map(({ resumed }) => resumed)),
    longestAway: Math.max(...watchers.map(({ longestAway }) => longestAway)),
  };
}
