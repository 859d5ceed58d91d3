import { setTimeout as later } from "node:timers/promises";
import { createDb } from "@codex/db";
import { createTestDatabase } from "@codex/db/testing";
import { Asker } from "../asker.js";
import { Paced } from "../paced.js";
import { percentile } from "../percentile.js";
import { makePeople } from "../rolling/people.js";
import { Contender, kindOf } from "../scales/contenders.js";
import { Crowd } from "./crowd.js";
import { leaked, type Minute } from "./judge.js";
import { Mix } from "./mix.js";
import { type Holding, Meter } from "./reading.js";

export interface Plan {
  /** Where the database is made. */
  readonly serverUrl: string;
  /** Requests a second. */
  readonly rate: number;
  /** Live streams that are open at any moment. */
  readonly streams: number;
  readonly people: number;
  readonly todosEach: number;
  /** How many minutes, and seconds that one has. */
  readonly minutes: number;
  readonly secondsEach: number;
}

/** What was seen. */
export interface Figures {
  readonly minutes: readonly Minute[];
  readonly requests: Paced;
  /** Streams that came while others went. */
  readonly replacements: Paced;
  readonly crowd: Crowd;
  /** What the server held once all had gone, and after how many seconds. */
  readonly end: Holding;
  readonly endedIn: number;
}

const CONNECTIONS = 64;

/** Of how many streams one is replaced each second, and how many are at least. */
const REPLACED_ONE_IN = 50;
const REPLACED_AT_LEAST = 2;

/** Asks and reads at a steady rate, and looks each minute at what the server holds. */
export async function soak(plan: Plan, told: (minute: Minute, index: number) => void): Promise<Figures> {
  const database = await createTestDatabase(plan.serverUrl);
  const contender = await Contender.start(kindOf("codex"), database.url, { metrics: true });
  const meter = await Meter.of(contender, database.url);
  const asker = new Asker(`http://127.0.0.1:${contender.port}`, CONNECTIONS);
  try {
    const db = createDb(database.url);
    const people = await makePeople(db, plan.people);
    await db.$disconnect();
    const mix = await Mix.fill(asker, people, plan.todosEach);
    const crowd = await Crowd.open(contender.port, people, plan.streams);
    const requests = new Paced(plan.rate, (n) => mix.ask(n));
    const perSecond = Math.max(plan.streams / REPLACED_ONE_IN, REPLACED_AT_LEAST);
    const replacements = new Paced(perSecond, (n) => crowd.replace(n));
    const minutes = await watch(plan, requests, meter, told).finally(async () => {
      await Promise.all([requests.stop(), replacements.stop()]);
      crowd.close();
      asker.close();
    });
    const { holding: end, seconds: endedIn } = await meter.settled((held) => leaked(held).length === 0);
    return { minutes, requests, replacements, crowd, end, endedIn };
  } finally {
    asker.close();
    await meter.close();
    await contender.stop();
    await database.drop();
  }
}

async function watch(
  { minutes: count, secondsEach }: Plan,
  { times }: Paced,
  meter: Meter,
  told: (minute: Minute, index: number) => void,
): Promise<Minute[]> {
  const minutes: Minute[] = [];
  let { had } = await meter.read();
  const begun = performance.now();
  let seen = times.length;
  for (let index = 0; index < count; index++) {
    // Each ends when it is due, however long the look at the one before took.
    await later(begun + (index + 1) * secondsEach * 1_000 - performance.now());
    const of = times.slice(seen);
    seen = times.length;
    const [p50, p99] = [percentile(of, 0.5), percentile(of, 0.99)];
    const held = await meter.read();
    const minute = { requests: of.length, p50, p99, processor: (held.had - had) / of.length, ...held };
    had = held.had;
    minutes.push(minute);
    told(minute, index);
  }
  return minutes;
}
