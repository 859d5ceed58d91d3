import { performance } from "node:perf_hooks";
import { setTimeout as later } from "node:timers/promises";
import { percentile } from "../percentile.js";
import { type Dialect, requestOf } from "./ask.js";
import { Connection } from "./connection.js";
import { Pace } from "./pacing.js";
import { askOf, type Scenario, type Subject } from "./scenarios.js";

/** Whom to ask what. */
export interface Aim {
  readonly port: number;
  readonly dialect: Dialect;
  readonly cookie: string | undefined;
  readonly scenario: Scenario;
  readonly subject: Subject;
}

/** What came of it. */
export interface Load {
  readonly answers: number;
  /** In which all of them came. */
  readonly milliseconds: number;
  /** Milliseconds that an answer took. */
  readonly p50: number;
  readonly p99: number;
}

/** How often each scenario was asked at each port: also between rounds, so that a toggle always changes something. */
const asked = new Map<string, number>();

function next({ port, dialect, scenario, subject }: Aim) {
  const counter = `${port} ${scenario}`;
  const n = asked.get(counter) ?? 0;
  asked.set(counter, n + 1);
  return requestOf(dialect, askOf(scenario, subject, n));
}

/** Asks over and over on some connections: as much as the server can. */
export async function closedLoop(aim: Aim, connections: number, milliseconds: number): Promise<Load> {
  const times: number[] = [];
  const begun = performance.now();
  await onConnections(aim, connections, (all, failed) =>
    Promise.all(
      all.map(
        (connection) =>
          new Promise<void>((resolve) => {
            const ask = () => {
              const sent = performance.now();
              if (sent - begun >= milliseconds) return resolve();
              connection.ask(next(aim), () => {
                times.push(performance.now() - sent);
                ask();
              });
            };
            ask();
          }),
      ),
    ).catch(failed),
  );
  return summary(times, performance.now() - begun);
}

/** Asks so many times a second; times count from when each request was due (`Pace`). */
export async function fixedRate(
  aim: Aim,
  rate: number,
  connections: number,
  milliseconds: number,
): Promise<Load> {
  const times: number[] = [];
  const begun = performance.now();
  await onConnections(aim, connections, async (all) => {
    const free = [...all];
    const waiting: number[] = [];
    const start = performance.now();
    const pace = new Pace(rate, start);
    let over = false;
    const send = () => {
      while (free.length > 0 && waiting.length > 0) {
        const connection = free.pop();
        const due = waiting.shift() ?? 0;
        connection?.ask(next(aim), () => {
          times.push(performance.now() - due);
          free.push(connection);
          send();
        });
      }
    };
    // The clock is what is awaited here: what is due at which millisecond.
    while (!over || waiting.length > 0 || free.length < all.length) {
      const now = Math.min(performance.now(), start + milliseconds);
      over = now === start + milliseconds;
      waiting.push(...pace.due(now));
      send();
      await later(1);
    }
  });
  return summary(times, performance.now() - begun);
}

const summary = (times: readonly number[], milliseconds: number): Load => ({
  answers: times.length,
  milliseconds,
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
});

/** Milliseconds after which a server that does not answer ends the run. */
const PATIENCE = 60_000;

async function onConnections(
  { port, cookie }: Aim,
  count: number,
  work: (all: readonly Connection[], failed: (error: Error) => void) => Promise<unknown>,
): Promise<void> {
  let failed: (error: Error) => void = () => {};
  const failure = new Promise<never>((_resolve, reject) => {
    failed = reject;
  });
  const patience = setTimeout(() => failed(new Error("The server does not answer.")), PATIENCE);
  const all = await Promise.all(Array.from({ length: count }, () => Connection.open(port, cookie, failed)));
  try {
    await Promise.race([work(all, failed), failure]);
  } finally {
    clearTimeout(patience);
    for (const connection of all) connection.close();
  }
}
