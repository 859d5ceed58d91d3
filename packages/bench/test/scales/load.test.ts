import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { performance } from "node:perf_hooks";
import { afterEach, expect, it, vi } from "vitest";
import { type Aim, closedLoop, fixedRate } from "../../src/scales/load.js";

const subject = {
  cookie: "",
  inbox: "",
  spread: [],
  deep: "",
  deepPlace: { at: "", id: "" },
  toggled: [],
  ten: [],
  shared: "",
  people: [],
};
const servers: Server[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) server.close();
});

/** What is asked of a server that answers so. */
async function aimAt(answer: RequestListener): Promise<Aim> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port.");
  return { port: address.port, dialect: "rest", cookie: undefined, scenario: "noop", subject };
}

it("counts every answer once, in whatever pieces it comes", async () => {
  let answered = 0;
  // An answer takes 5 ms by this clock, however long the machine needs.
  vi.spyOn(performance, "now").mockImplementation(() => answered * 5);
  const aim = await aimAt((_request, response) => {
    answered += 1;
    const length = 40_000;
    // With its length, and in chunks; the piece that comes first looks like an end of both.
    if (answered % 2 === 0) response.setHeader("content-length", 2 * length + 1);
    response.write(`${"a".repeat(length - 1)}}`);
    setImmediate(() => response.end(`${"b".repeat(length)}}`));
  });
  const { answers, p50 } = await closedLoop(aim, 4, 100);
  expect(answers).toBeGreaterThanOrEqual(20);
  expect(answers).toBe(answered);
  expect(p50).toBeGreaterThan(0);
});

it("asks at the rate that is wanted, however slowly it is answered", async () => {
  const aim = await aimAt((_request, response) => {
    response.end("{}");
  });
  const { answers } = await fixedRate(aim, 200, 4, 500);
  expect(answers).toBe(101);
});

it("counts a stall for all that would have been asked meanwhile", async () => {
  let asked = 0;
  const aim = await aimAt((_request, response) => {
    asked += 1;
    if (asked === 20) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    response.end("{}");
  });
  const { answers, p50 } = await fixedRate(aim, 200, 4, 500);
  expect(answers).toBe(101);
  // Eighty were due in those 400 ms. Counted from when they were sent, only the four on their way would have waited.
  expect(p50).toBeGreaterThan(75);
});

it("ends with what was answered if that is not 200", async () => {
  const aim = await aimAt((_request, response) => {
    response.writeHead(500).end("broken");
  });
  await expect(closedLoop(aim, 2, 30_000)).rejects.toThrow("500");
});

it("ends if a connection is closed instead", async () => {
  const aim = await aimAt((request) => {
    request.socket.destroy();
  });
  await expect(closedLoop(aim, 2, 30_000)).rejects.toThrow();
});
