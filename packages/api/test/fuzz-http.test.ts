import fc from "fast-check";
import { expect, it } from "vitest";
import { effort } from "./fuzz/effort.js";
import { withoutGrowth } from "./fuzz/growth.js";
import { type Raw, sendRaw, statusesIn } from "./fuzz/raw.js";
import { raw } from "./fuzz/requests.js";
import { useTestServer } from "./server.js";

const server = useTestServer({ RATE_USER: null, WEB_DIR: new URL("fuzz", import.meta.url).pathname });

/** Node's own words for what it cannot read or does not know: no mistake of ours. */
const REFUSES_PROTOCOL = new Set([501, 505]);

/** Milliseconds for what has to be answered: the server closes the connection after that. */
const ANSWERED_WITHIN_MS = 20_000;

async function expectAnswers(sent: Raw): Promise<void> {
  const answer = await sendRaw(server().url, sent);
  for (const status of statusesIn(answer))
    expect(status < 500 || REFUSES_PROTOCOL.has(status), answer.slice(0, 1_000)).toBe(true);
  expect(answer).not.toMatch(/INTERNAL_SERVER_ERROR|node_modules/);
}

/** Many at a time: most of the time is waited. */
const together = fc.array(raw, { minLength: 20, maxLength: 20 });

it("answers whatever comes over a connection without a mistake of its own, and leaves nothing behind", async () => {
  await withoutGrowth(server(), async (round) => {
    await fc.assert(
      fc.asyncProperty(together, async (all) => {
        await Promise.all(all.map(expectAnswers));
      }),
      effort(10, 500, round),
    );
    expect((await fetch(`${server().url}/health/ready`, { headers: { connection: "close" } })).status).toBe(
      200,
    );
  });
});

it("gives nothing from outside of the folder that it serves", async () => {
  const tricks = [
    "/../fuzz.test.ts",
    "/..%2ffuzz.test.ts",
    "/%2e%2e/fuzz.test.ts",
    "/a/../../fuzz.test.ts",
    "/..\\fuzz.test.ts",
  ];
  for (const path of tricks) {
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const sent: Raw = { pieces: [Buffer.from(request)], end: "wait" };
    const answer = await sendRaw(server().url, sent, ANSWERED_WITHIN_MS);
    expect([path, statusesIn(answer)[0]]).toEqual([
      path,
      expect.toSatisfy((status) => status >= 400 && status < 500),
    ]);
    expect(answer).not.toContain("withoutGrowth");
  }
  const inside = "GET /raw.ts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const sent: Raw = { pieces: [Buffer.from(inside)], end: "wait" };
  expect(await sendRaw(server().url, sent, ANSWERED_WITHIN_MS)).toContain("export interface Raw");
});
