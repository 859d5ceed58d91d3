import { afterAll, beforeAll, expect, it } from "vitest";
import { MissingError } from "../src/chaos/disk.js";
import { Random } from "../src/chaos/random.js";
import type { Counts } from "../src/chaos/round.js";
import { type Kind, Run } from "../src/chaos/run.js";

let run: Run;
beforeAll(() => {
  const load = { servers: 2, killedAtOnce: 1, stores: 1, clients: 2 };
  run = new Run({ seconds: 4, connections: 50, ...load }, new Random(1));
});
afterAll(() => run.close());

/** What happened in a round in which nothing was lost or doubled although servers were killed. */
async function soundRound(kind: Kind): Promise<Counts> {
  const counts = await run.round(kind);
  expect(run.faults).toEqual([]);
  expect(counts.processKills).toBeGreaterThan(0);
  expect(counts.acknowledged).toBeGreaterThan(0);
  return counts;
}

it("loses and doubles nothing while servers and PostgreSQL are killed", async () => {
  expect((await soundRound("database")).databaseKills).toBeGreaterThan(0);
});

it("loses and doubles nothing while connections are cut in the middle of statements and answers", async () => {
  expect((await soundRound("cuts")).cuts).toBeGreaterThan(0);
});

it("loses and doubles nothing while every connection waits, and then there is none left", async () => {
  expect((await soundRound("pool")).fills).toBeGreaterThan(0);
});

it("loses and doubles nothing while a primary is killed, and its standby promoted", async () => {
  expect((await soundRound("failover")).failovers).toBe(1);
});

it("loses and doubles nothing while the disk under PostgreSQL is full", async ({ skip }) => {
  try {
    expect((await soundRound("disk")).fills).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof MissingError)) throw error;
    // Said aloud, as a reporter may keep the reason to itself.
    console.warn(`${error.message} A full disk is not tested.`);
    skip(error.message);
  }
});
