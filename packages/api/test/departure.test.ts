import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase, testServerUrl } from "@codex/db/testing";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";

const SERVER = fileURLToPath(new URL("../dist/server.js", import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(testServerUrl());
});
afterAll(() => database.drop());

/** A server that departs in so many seconds, and its port on loopback. */
async function run(seconds: number) {
  const env = { DATABASE_URL: database.url, PORT: "0", HOST: "127.0.0.1", DRAIN_SECONDS: String(seconds) };
  const child = execa("node", [SERVER], { env, reject: false, all: true, forceKillAfterDelay: false });
  const port = await new Promise<number>((resolve, reject) => {
    let said = "";
    child.all.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /Server listening at http:\/\/127.0.0.1:(\d+)/.exec(said)?.[1];
      if (found) resolve(Number(found));
    });
    child.all.on("end", () => reject(new Error(`The server ended: ${said}`)));
  });
  return { child, port };
}

async function ask(port: number, path: string, agent: Agent | false): Promise<IncomingMessage> {
  const [answer]: IncomingMessage[] = await once(get({ port, host: "127.0.0.1", path, agent }), "response");
  if (!answer) throw new Error("There is no answer.");
  answer.resume();
  await once(answer, "end");
  return answer;
}

it("says first that it is not ready, then takes no new connections, and ends none that may be in use", async () => {
  const { child, port } = await run(5);
  const kept = new Agent({ keepAlive: true, maxSockets: 1 });
  expect((await ask(port, "/health/ready", kept)).headers.connection).toBe("keep-alive");
  const silent = connect(port, "127.0.0.1").resume();
  await once(silent, "connect");
  const stream: IncomingMessage = (
    await once(get({ port, host: "127.0.0.1", path: "/trpc/sync.live" }), "response")
  )[0];
  const streamEnded = once(stream.resume(), "end");

  child.kill("SIGTERM");
  let ready = 200;
  while (ready === 200) ready = (await ask(port, "/health/ready", kept)).statusCode ?? 0;
  expect(ready).toBe(503);
  const announced = await ask(port, "/trpc/todo.list", false);
  expect(announced.statusCode).toBe(200);
  expect((await ask(port, "/trpc/todo.list", kept)).headers.connection).toBe("keep-alive");

  // It ends with the next step, not with the connection.
  await streamEnded;
  await expect(ask(port, "/health/live", false)).rejects.toThrow("ECONNREFUSED");
  expect(silent.readyState).toBe("open");
  const last = await ask(port, "/trpc/todo.list", kept);
  expect([last.statusCode, last.headers.connection]).toEqual([200, "close"]);
  kept.destroy();
  await once(silent, "close");
  expect((await child).exitCode).toBe(0);
});

it("stops at once where no balancer is told", async () => {
  const { child, port } = await run(0);
  const silent = connect(port, "127.0.0.1").resume();
  await once(silent, "connect");
  child.kill("SIGTERM");
  await once(silent, "close");
  expect((await child).exitCode).toBe(0);
});
