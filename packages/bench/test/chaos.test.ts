import { expect, it } from "vitest";
import { Random } from "../src/chaos/random.js";
import { Run } from "../src/chaos/run.js";

it("loses and doubles nothing while servers, PostgreSQL and a primary are killed", async () => {
  const size = { seconds: 4, servers: 2, killedAtOnce: 1, stores: 1, clients: 2 };
  const run = new Run(size, new Random(1));
  try {
    expect((await run.round("database")).databaseKills).toBeGreaterThan(0);
    expect((await run.round("failover")).failovers).toBe(1);
    expect(run.counts.processKills).toBeGreaterThan(0);
    expect(run.faults).toEqual([]);
  } finally {
    await run.close();
  }
});
