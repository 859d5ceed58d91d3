import { Contender } from "./mount/contender.js";
import { load } from "./mount/load.js";
import { Streams } from "./mount/streams.js";
import { percentile } from "./percentile.js";

const ROUNDS = 9;
const ROUND = { connections: 20, milliseconds: 1_000 };
const STREAMS = 1_000;
const EVENTS = 15;

const PATHS = ["/trpc/noop", "/trpc/noop?batch=1&input=%7B%7D"];

interface Measured {
  /** Answers a second, of each round. */
  readonly rates: number[];
  /** Microseconds of the server's processor for one answer. */
  readonly cpu: number[];
}

/** A round each in turns, so that whatever else the machine is doing falls on all of them alike. */
async function measureRequests(contenders: readonly Contender[], path: string): Promise<void> {
  const measured = new Map(contenders.map((one): [Contender, Measured] => [one, { rates: [], cpu: [] }]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const [contender, { rates, cpu }] of measured) {
      const before = await contender.ask("cpu");
      const answers = await load(contender.port, contender.kind === "plain" ? "/trpc/noop" : path, ROUND);
      const used = (await contender.ask("cpu")) - before;
      // The first rounds only warm up.
      if (round < 0) continue;
      rates.push((answers / ROUND.milliseconds) * 1_000);
      cpu.push(used / answers);
    }
  }
  // What the side that asks takes of the machine is in the rate, but not in the server's processor.
  console.log(`\nGET ${path}, request log on (shares of a plain route: by processor, by answers a second)`);
  const [plain] = measured.values();
  for (const [{ kind }, { rates, cpu }] of measured) {
    const byCpu = percentile(plain?.cpu ?? cpu, 0.5) / percentile(cpu, 0.5);
    const byRate = percentile(rates, 0.5) / percentile(plain?.rates ?? rates, 0.5);
    const [median, least, most] = [0.5, 0, 1].map((at) => Math.round(percentile(rates, at)));
    const shares = [byCpu, byRate].map((share) => share.toFixed(2).padStart(6)).join("");
    const times = `${percentile(cpu, 0.5).toFixed(1)} µs`.padStart(9);
    console.log(`${shares} ${times} ${`${median}`.padStart(7)} a second (${least} to ${most})  ${kind}`);
  }
}

async function measureStreams(contenders: readonly Contender[]): Promise<void> {
  const opened: [Contender, Streams, number, number[]][] = [];
  for (const contender of contenders) {
    const before = await contender.ask("heap");
    const streams = await Streams.open(contender, STREAMS);
    const heap = ((await contender.ask("heap")) - before) / STREAMS / 1_000;
    opened.push([contender, streams, heap, []]);
  }
  for (let event = -2; event < EVENTS; event++) {
    for (const [contender, streams, , times] of opened) {
      const time = await streams.event(contender);
      if (event >= 0) times.push(time);
    }
  }
  console.log(
    `\nOne event to ${STREAMS} streams (until the median client has it, least and most; heap of one stream)`,
  );
  for (const [{ kind }, , heap, times] of opened) {
    const [median, least, most] = [0.5, 0, 1].map((at) => percentile(times, at).toFixed(1));
    console.log(`  ${median} ms (${least} to ${most}) ${heap.toFixed(1).padStart(6)} kB  ${kind}`);
  }
}

const [plain, ours, theirs] = await Promise.all([
  Contender.start("plain"),
  Contender.start("ours"),
  Contender.start("theirs"),
]);
for (const path of PATHS) await measureRequests([plain, ours, theirs], path);
await measureStreams([ours, theirs]);
for (const contender of [plain, ours, theirs]) await contender.stop();
process.exit();
