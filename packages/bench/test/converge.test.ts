import { testServerUrl } from "@codex/db/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { actionArbitrary } from "../src/converge/actions.js";
import { World } from "../src/converge/run.js";

it("clients, database and log agree, whatever is lost, repeated, cut or killed", {
  timeout: 600_000,
}, async () => {
  const actions = fc.array(actionArbitrary({ cuts: 12, kills: 1 }), { minLength: 150, maxLength: 250 });
  await fc.assert(
    fc.asyncProperty(actions, async (given) => {
      const world = await World.make(testServerUrl());
      try {
        const half = Math.floor(given.length / 2);
        await world.run([...given.slice(0, half), { do: "kill", server: half % 2 }, ...given.slice(half)]);
        const { differences, accepted } = await world.check();
        expect(differences).toEqual([]);
        expect(accepted).toBeGreaterThan(0);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
