// Writes while servers and databases are killed, and looks for what is lost: pnpm chaos --help
import { parseArgs } from "node:util";
import { MissingError } from "./chaos/disk.js";
import { measureOutage, outageSentence } from "./chaos/outage.js";
import { Random } from "./chaos/random.js";
import { COUNTED, type Counts } from "./chaos/round.js";
import { CYCLE, type Kind, Run } from "./chaos/run.js";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "1000" },
    "database-kills": { type: "string", default: "100" },
    failovers: { type: "string", default: "5" },
    rounds: { type: "string" },
    seconds: { type: "string", default: "30" },
    minutes: { type: "string", default: "60" },
    only: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(`pnpm chaos [--kills 1000] [--database-kills 100] [--failovers 5] [--minutes 60]
           [--rounds N] [--seconds 30] [--only ${[...new Set(CYCLE)].join()},outage] [--seed N]

Programs write through the typed client and its store while server processes are killed with -9, and meanwhile
  database   PostgreSQL is killed with -9: its first process, or one that serves a connection
  cuts       connections are cut in the middle of a request or an answer, before and behind the servers
  failover   a primary is killed, or falls silent, and its synchronous standby promoted
  restarts   PostgreSQL is stopped and started
  pool       every connection waits for a lock, and then PostgreSQL has none left
  disk       the disk under PostgreSQL is full (takes Linux, and root or sudo)
After each round every acknowledged command has to be there once, every other one wholly or not at all.
  outage     PostgreSQL is away for 30 s: how soon requests are refused and served again, and what memory does

It goes through all of these once, then to what is furthest from the numbers asked for, and ends when there were so many
kills and failovers, after so many rounds, or after so many minutes. The exit code is
1 if anything was lost or doubled, or if it ended before there were as many kills and failovers as asked for.`);
  process.exit(0);
}

const targets = {
  processKills: Number(values.kills),
  databaseKills: Number(values["database-kills"]),
  failovers: Number(values.failovers),
};
const only = values.only?.split(",");
const cycle = CYCLE.filter((kind) => only?.includes(kind) ?? true);
const unknown = only?.filter((kind) => kind !== "outage" && !cycle.some((known) => known === kind)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no round ${unknown.join()}: see pnpm chaos --help`);
  process.exit(1);
}

const begun = Date.now();
const seed = Number(values.seed);
const random = new Random(seed);
const size = { seconds: Number(values.seconds), servers: 4, killedAtOnce: 2, stores: 2, clients: 4 };
const run = new Run(size, random);
const wrong: string[] = [];

/** With rounds to go through, or only some kinds of them, there is no number of kills to come to. */
const counted = values.rounds === undefined && only === undefined;
const rounds = values.rounds === undefined ? (counted ? Infinity : cycle.length) : Number(values.rounds);
const reached = ({ counts }: Run) =>
  counted &&
  counts.processKills >= targets.processKills &&
  counts.databaseKills >= targets.databaseKills &&
  counts.failovers >= targets.failovers;
const timeIsUp = () => Date.now() - begun > Number(values.minutes) * 60_000;

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void run.close().finally(() => process.exit(1)));

console.log(`Seed ${seed}`);
try {
  for (let at = 0; at < rounds && cycle.length > 0 && !timeIsUp() && !reached(run); at += 1) {
    const kind = kindOf(at);
    const told = () => `${seconds()} s, round ${at + 1}, ${kind}`;
    try {
      const counts = await run.round(kind);
      console.log(`${told()}: ${sentence(counts)}; ${verdict(run.faults)}`);
    } catch (error) {
      if (!(error instanceof MissingError)) throw error;
      console.log(`${told()}: NOT DONE. ${error.message}`);
      // Whoever asks for it by name is to know by the exit code, too.
      if (only !== undefined) wrong.push(error.message);
    }
    if (run.faults.length > 0) break;
  }
  if (cycle.length > 0) console.log(`All: ${sentence(run.counts)}; ${verdict(run.faults)}`);
  if (counted && !reached(run)) wrong.push("It ended before there were as many kills as asked for.");
} finally {
  await run.close();
}
if (only === undefined || only.includes("outage"))
  for (const how of ["stopped", "silent"] as const) {
    const outage = await measureOutage(how, counted || values.seconds === "30" ? 30 : Number(values.seconds));
    console.log(outageSentence(outage));
    wrong.push(...outage.faults);
  }
for (const what of [...run.faults, ...wrong]) console.error(what);
process.exit(run.faults.length + wrong.length === 0 ? 0 : 1);

/** All kinds in turn; after that, where there are numbers to come to, the kind that brings what is furthest behind. */
function kindOf(round: number): Kind {
  if (!counted || round < cycle.length) return cycle[round % cycle.length] ?? "processes";
  const { processKills, databaseKills, failovers } = run.counts;
  const behind: readonly (readonly [Kind, number])[] = [
    ["processes", processKills / targets.processKills],
    ["database", databaseKills / targets.databaseKills],
    ["failover", failovers / targets.failovers],
  ];
  return behind.reduce((least, each) => (each[1] < least[1] ? each : least))[0];
}

function seconds(): number {
  return Math.round((Date.now() - begun) / 1_000);
}

function sentence(counts: Counts): string {
  const told = COUNTED.filter((name) => counts[name] > 0);
  return told
    .map((name) => `${counts[name]} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`)
    .join(", ");
}

function verdict(faults: readonly string[]): string {
  return faults.length === 0 ? "0 lost or doubled" : `${faults.length} FAULTS`;
}
