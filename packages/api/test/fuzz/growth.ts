import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { poolState } from "@codex/db";
import { expect } from "vitest";
import type { TestServer } from "../server.js";

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Bytes in use once there is nothing more to be freed. */
function heap(): number {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

/** Bytes by which code that has just become warm, and what is kept of statements and counts, may make it larger. */
const GROWTH = 24 * 1024 * 1024;

/** Does something for the second time, and sees that it leaves nothing behind: memory, sockets, connections. */
export async function withoutGrowth(
  server: TestServer,
  work: (round: number) => Promise<void>,
): Promise<void> {
  await work(1);
  await untilQuiet(server);
  const before = heap();
  await work(2);
  await untilQuiet(server);
  expect(heap() - before).toBeLessThan(GROWTH);
}

/** Nobody is connected, nothing waits for the database, and all of its connections are free. */
async function untilQuiet(server: TestServer): Promise<void> {
  await expect.poll(() => server.connections(), { timeout: 30_000 }).toBe(0);
  const busy = () => {
    const { open, idle, waiting } = poolState(server.db);
    return open - idle + waiting;
  };
  await expect.poll(busy, { timeout: 30_000 }).toBe(0);
}
