import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Pair, type Setting } from "./pair.js";
import { requests } from "./requests.js";

const SETTINGS: Record<string, Setting> = {
  "as it is": {},
  "with a transformer and formatted errors": { transforms: true, formats: true },
  "in development, with hooks": { isDev: true, hooks: true, formats: true },
  "with limits": { options: { maxBatchSize: 2 }, sse: { client: { reconnectAfterInactivityMs: 5_000 } } },
  "without batches": { transforms: true, options: { allowBatching: false }, sse: { enabled: false } },
};

describe.each(Object.entries(SETTINGS))("A router %s", (_, setting) => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.start(setting);
  });
  afterAll(() => pair.close());

  it("answers 500 requests as with tRPC's own plugin", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { ours, theirs } = await pair.both(request);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 500, seed: 20_261_126 },
    );
  });
});
