import { testServerUrl } from "@codex/db/testing";
import { findNginx } from "@codex/e2e/nginx";
import { expect, it } from "vitest";
import { restartUnderLoad } from "../src/rolling/run.js";

const nginx = findNginx();
// Where a machine has no nginx there is nothing to restart behind; .ci/run installs one.
if (nginx === undefined) console.warn("There is no nginx on this machine: rolling restarts are not tested.");
else {
  it("two processes restarted behind nginx, one after the other, fail no request and lose no event", async () => {
    const load = { rate: 50, streams: 10, people: 5, rounds: 1, drainSeconds: 4 };
    const figures = await restartUnderLoad({ serverUrl: testServerUrl(), nginx, ...load });
    expect(figures).toMatchObject({ restarts: 2, failed: 0, failures: [], missed: 0, repeated: 0 });
    expect(figures.requests).toBeGreaterThan(100);
    expect(figures.events).toBeGreaterThan(0);
    // Each stream was with one of the two, and had to be opened again.
    expect(figures.resumed).toBeGreaterThanOrEqual(load.streams);
  });
}
if (nginx === undefined) it("waits for an nginx", () => expect(restartUnderLoad).toBeTypeOf("function"));
