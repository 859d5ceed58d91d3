// A soak at a steady rate, in which nothing may grow or leak: pnpm steady --help
import { parseArgs } from "node:util";
import { testServerUrl } from "@codex/db/testing";
import { growing, leaked, type Minute, summary } from "./steady/judge.js";
import { soak } from "./steady/run.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "100" },
    streams: { type: "string", default: "100" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(`pnpm steady [--minutes 30] [--rate 100] [--streams 100]

One server as it is shipped, on a database with 5,000 todos, is asked at a steady rate: reads, commands, sync, sign-ins.
So many live streams are open; some of their readers go each second, politely or not, and others come. Each minute a
line tells what the server holds. Of less than ten minutes a tenth counts as one.

Exit code 1 if a request or a stream fails; if memory, latency (p50), processor time of a request, sockets or streams
in the last fifth of the time are not what they were in the second; or if, once all have gone, the server still holds a
stream, a socket or a connection of its pool. Latency is also the machine's: let it have nothing else to do.`);
  process.exit(0);
}

const [time = 0, rate = 0, streams = 0] = [values.minutes, values.rate, values.streams].map(Number);
if (![time, rate, streams].every((one) => Number.isFinite(one) && one > 0) || !Number.isInteger(streams)) {
  console.error("--minutes and --rate have to be numbers above 0, and --streams a whole one.");
  process.exit(1);
}

const MB = 1024 * 1024;
const PEOPLE = 20;
/** Fewer than one user may have open, also with those that sleep. */
const STREAMS_EACH = 25;
const TODOS = 5_000;
const MINUTES_AT_LEAST = 10;

const count = Math.max(MINUTES_AT_LEAST, Math.round(time));
const people = Math.max(PEOPLE, Math.ceil(streams / STREAMS_EACH));
const plan = { rate, streams, people, todosEach: Math.ceil(TODOS / people) };
const pace = { minutes: count, secondsEach: (time * 60) / count };

const HEAD = [
  "minute",
  "requests",
  "p50 ms",
  "p99 ms",
  "CPU ms each",
  "heap MB",
  "RSS MB",
  "sockets",
  "streams",
  "pool",
  "connections",
];
const lineOf = (cells: readonly string[]) =>
  cells.map((cell, index) => cell.padStart((HEAD[index]?.length ?? 0) + 2)).join("");
const tell = (minute: Minute, index: number) => {
  const { requests, p50, p99, processor, heap, rss, sockets, pool, connections } = minute;
  const ms = [p50, p99, processor].map((milliseconds) => milliseconds.toFixed(1));
  const memory = [heap, rss].map((bytes) => (bytes / MB).toFixed(1));
  const held = [sockets, minute.streams, pool.open, connections].map(String);
  console.log(lineOf([`${index + 1}`, `${requests}`, ...ms, ...memory, ...held]));
};

console.log(lineOf(HEAD));
const { minutes, requests, replacements, crowd, end, endedIn } = await soak(
  { serverUrl: testServerUrl(), ...plan, ...pace },
  tell,
);
console.log(`\n${summary(minutes)}\n`);
console.log(
  `${requests.begun} requests, ${requests.failed} failed; ${replacements.begun} streams replaced, ` +
    `${replacements.failed + crowd.lost} failed; ${crowd.changes} changes told`,
);
console.log(
  `${endedIn.toFixed(1)} s after the last: ${end.streams} streams, ${end.sockets} sockets, ` +
    `${end.pool.open} connections in the pool, ${end.pool.idle} of them idle`,
);
const faults = [
  ...requests.failures,
  ...replacements.failures,
  ...(crowd.lost > 0 ? [`${crowd.lost} streams ended though they were read.`] : []),
  ...growing(minutes),
  ...leaked(end),
];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
