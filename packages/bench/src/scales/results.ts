import { z } from "zod";
import { percentile } from "../percentile.js";
import { SCENARIOS } from "./scenarios.js";

/** One number of each round, in the order of the rounds: those of two contenders belong together. */
const rounds = z.array(z.number());

/** What a contender does of a scenario when it is asked for as much as it can. */
const requests = z.object({
  scenario: z.enum(SCENARIOS),
  contender: z.string(),
  size: z.enum(["small", "large"]),
  /** Answers a second. */
  rate: rounds,
  /** Microseconds of a processor for one answer: of the server, and of PostgreSQL for it. */
  server: rounds,
  database: rounds,
  /** Milliseconds. */
  p50: rounds,
  /** Milliseconds (p99) that the event loop was late. */
  delay: rounds,
});

/** What it takes at half the rate that was its most. */
const paced = z.object({
  scenario: z.enum(SCENARIOS),
  contender: z.string(),
  rate: z.number(),
  p50: rounds,
  p99: rounds,
  delay: rounds,
});

const streams = z.object({
  contender: z.string(),
  count: z.number(),
  /** Kilobytes of one stream. */
  heap: z.number(),
  /** Milliseconds until the median stream had an event, and until the last. */
  median: rounds,
  last: rounds,
  /** Milliseconds of the server's processor for one event. */
  server: rounds,
});

const processes = z.object({
  contender: z.string(),
  size: z.enum(["small", "large"]),
  /** Milliseconds from its start until it listened. */
  startedIn: rounds,
  /** Megabytes that were resident before and after everything. */
  before: z.number(),
  after: z.number(),
});

/** What could not be measured, as it answered an error under load. */
const failures = z.object({
  scenario: z.enum(SCENARIOS),
  contender: z.string(),
  size: z.enum(["small", "large"]),
  error: z.string(),
});

/** Everything that a run has measured. */
export const resultsSchema = z.object({
  at: z.iso.datetime(),
  machine: z.object({ processors: z.number(), node: z.string(), load: z.number() }),
  quick: z.boolean(),
  todos: z.object({ small: z.number(), large: z.number() }),
  requests: z.array(requests),
  paced: z.array(paced),
  streams: z.array(streams),
  processes: z.array(processes),
  failures: z.array(failures),
});
export type Results = z.output<typeof resultsSchema>;
export type Requests = z.output<typeof requests>;
export type Paced = z.output<typeof paced>;
export type StreamsMeasured = z.output<typeof streams>;
export type Failure = z.output<typeof failures>;
export type Processes = z.output<typeof processes>;

/** A median with the least and the most it was taken of. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(numbers: readonly number[]): Spread {
  const [median = Number.NaN, least = Number.NaN, most = Number.NaN] = [0.5, 0, 1].map((share) =>
    percentile(numbers, share),
  );
  return { median, least, most };
}

/** Ratios round by round, as whatever else the machine did fell on both of a round. */
export function ratioOf(numbers: readonly number[], to: readonly number[]): Spread {
  return spreadOf(numbers.map((number, round) => number / (to[round] ?? Number.NaN)));
}

/** Microseconds of all processors for one answer, of each round. */
export const processorOf = ({ server, database }: Pick<Requests, "server" | "database">): number[] =>
  server.map((time, round) => time + (database[round] ?? 0));
