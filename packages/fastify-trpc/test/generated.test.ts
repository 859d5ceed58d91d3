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
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { ours, theirs } = await pair.both(request);
        expect(ours).toEqual(theirs);
        const kind = ours.body.startsWith("event: ") ? "stream" : `${ours.status}`;
        met.set(kind, (met.get(kind) ?? 0) + 1);
      }),
      { numRuns: 500, seed: 20_261_126 },
    );
    // A generator that only makes what is refused at the door would find no difference either.
    for (const kind of ["200", "400", "404", "405", "415", "500", "stream"])
      expect(met.get(kind), kind).toBeGreaterThan(2);
  });
});
