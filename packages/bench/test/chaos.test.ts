import { expect, it } from "vitest";
import { Random } from "../src/chaos/random.js";
import { Run } from "../src/chaos/run.js";

it("loses and doubles nothing while servers are killed, and the primary under them", async () => {
  const size = { seconds: 4, servers: 2, killedAtOnce: 1, stores: 1, clients: 2 };
  const run = new Run(size, new Random(1));
  try {
    const counts = await run.round("failover");
    expect(run.faults).toEqual([]);
    expect(counts.processKills).toBeGreaterThan(0);
    expect(counts.failovers).toBe(1);
  } finally {
    await run.close();
  }
});
