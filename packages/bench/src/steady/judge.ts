import { percentile } from "../percentile.js";
import { aligned } from "../scales/table.js";
import type { Holding } from "./reading.js";

/** One minute, or as long as what it is called so is. */
export interface Minute extends Holding {
  readonly requests: number;
  /** Milliseconds from when each request was due until it was answered. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of a processor that the server took for one: what neighbours on the machine change least. */
  readonly processor: number;
}

/** How something was early on and at the end: medians over a fifth of the minutes. */
interface Compared {
  readonly what: string;
  readonly before: number;
  readonly after: number;
  /** What it may have become; undefined for what may become anything. */
  readonly most: number | undefined;
}

interface Rule {
  readonly what: string;
  readonly of: (minute: Minute) => number;
  /** How often as much it may become, and how much more besides. */
  readonly times?: number;
  readonly more?: number;
}

const MB = 1024 * 1024;

const RULES: readonly Rule[] = [
  { what: "heap after a collection, MB", of: ({ heap }) => heap / MB, times: 1.1, more: 5 },
  // The heap's own room goes up and down with it.
  { what: "resident memory, MB", of: ({ rss }) => rss / MB, times: 1.1, more: 20 },
  { what: "latency p50, ms", of: ({ p50 }) => p50, times: 1.5, more: 0 },
  { what: "latency p99, ms", of: ({ p99 }) => p99 },
  { what: "processor for a request, ms", of: ({ processor }) => processor, times: 1.5, more: 0 },
  { what: "sockets of clients", of: ({ sockets }) => sockets, times: 1.1, more: 10 },
  { what: "live streams", of: ({ streams }) => streams, times: 1.1, more: 5 },
  { what: "connections to the database", of: ({ connections }) => connections },
];

/** Minutes of which enough stand in a fifth. */
const FIFTHS = 5;

/** The second fifth beside the last: in the first, what is made once is made. */
function compare(minutes: readonly Minute[]): Compared[] {
  if (minutes.length < FIFTHS) throw new Error(`It takes ${FIFTHS} minutes to tell what grows.`);
  const median = (fifth: number, of: Rule["of"]) => {
    const [from, to] = rangeOf(minutes, fifth);
    return percentile(minutes.slice(from, to).map(of), 0.5);
  };
  return RULES.map(({ what, of, times, more }) => {
    const before = median(1, of);
    const most = times === undefined || more === undefined ? undefined : before * times + more;
    return { what, before, after: median(FIFTHS - 1, of), most };
  });
}

function rangeOf({ length }: readonly Minute[], fifth: number): [number, number] {
  return [Math.floor((length * fifth) / FIFTHS), Math.floor((length * (fifth + 1)) / FIFTHS)];
}

/** What is not flat, a sentence for each. */
export function growing(minutes: readonly Minute[]): string[] {
  return compare(minutes)
    .filter(({ after, most }) => most !== undefined && after > most)
    .map(
      ({ what, before, after, most }) =>
        `Not flat: ${what} went from ${figure(before)} to ${figure(after)}; at most ${figure(most)} is flat.`,
    );
}

/** What is still held when nobody is there any more, a sentence for each. */
export function leaked({ streams, sockets, pool, connections }: Holding): string[] {
  // One of them listens for what other processes say.
  const listening = 1;
  const unknown = connections - pool.open - listening;
  return [
    ...(streams > 0 ? [`Leaked: ${streams} live streams are open though nobody reads.`] : []),
    ...(sockets > 0 ? [`Leaked: ${sockets} sockets are open though nobody is connected.`] : []),
    ...(pool.idle < pool.open ? [`Leaked: ${pool.open - pool.idle} of the pool are in use by nobody.`] : []),
    ...(pool.waiting > 0 ? [`Leaked: ${pool.waiting} wait for a connection though nobody asks.`] : []),
    ...(unknown > 0 ? [`Leaked: ${unknown} connections to the database are not the pool's.`] : []),
  ];
}

/** What grew and what did not, as a table. */
export function summary(minutes: readonly Minute[]): string {
  const range = (fifth: number) => {
    const [from, to] = rangeOf(minutes, fifth);
    return `${from + 1}–${to}`;
  };
  const head = ["medians of minutes", range(1), range(FIFTHS - 1), "at most"];
  const rows = compare(minutes).map(({ what, before, after, most }) => [
    what,
    figure(before),
    figure(after),
    figure(most),
  ]);
  return aligned([head, ...rows]);
}

/** A dash for what is not known, or has no limit. */
function figure(number: number | undefined): string {
  return number === undefined || Number.isNaN(number) ? "–" : number.toFixed(1);
}
