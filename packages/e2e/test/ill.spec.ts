import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { test as base, expect } from "@playwright/test";
import { findNginx, runNginx } from "../src/nginx.js";
import { type RunningCodex, runCodex, WEB_DIR } from "../src/server.js";

const binary = findNginx();

const test = base.extend<object, { codex: RunningCodex }>({
  codex: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const codex = await runCodex();
      await use(codex);
      await codex.stop();
    },
    { scope: "worker" },
  ],
});

/** A process beside the server's that is not well. */
async function neighbour(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  let asked = 0;
  server.on("request", () => {
    asked += 1;
  });
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    asked: () => asked,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** nginx before a well process and one that is not. */
async function besides(nginxBinary: string, wellPort: number, answer: RequestListener) {
  const ill = await neighbour(answer);
  const nginx = await runNginx(nginxBinary, [wellPort, ill.port], WEB_DIR);
  return {
    url: nginx.url,
    asked: ill.asked,
    stop: async () => {
      await nginx.stop();
      await ill.stop();
    },
  };
}

const post = (url: string, text: string) =>
  fetch(`${url}/trpc/todo.create`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ text }),
  });

const seen = async (answer: Response) => ({
  status: answer.status,
  type: answer.headers.get("content-type"),
  cache: answer.headers.get("cache-control"),
  retryAfter: answer.headers.get("retry-after"),
  body: await answer.json(),
});

/** As the server itself says it, but for the words. */
const AWAY = {
  status: 503,
  type: "application/json; charset=utf-8",
  cache: "no-store",
  retryAfter: "2",
  body: {
    error: {
      message: "The server cannot be reached at the moment. Try again shortly.",
      code: -32603,
      data: { code: "SERVICE_UNAVAILABLE", httpStatus: 503 },
    },
  },
};

// Where a machine has no nginx there is nothing before the processes; .ci/run installs one.
if (binary !== undefined) {
  test("a process that answers 503 is left out, and nobody who reads sees it", async ({ codex }) => {
    const { url, asked, stop } = await besides(binary, codex.port, (_request, response) =>
      response.writeHead(503).end(),
    );
    try {
      const statuses: number[] = [];
      for (let index = 0; index < 100; index++)
        statuses.push((await fetch(`${url}/trpc/todo.counts`)).status);
      expect(statuses).toEqual(statuses.map(() => 200));
      expect(asked()).toBeGreaterThan(0);
      expect(asked()).toBeLessThan(20);
    } finally {
      await stop();
    }
  });

  test("what writes and was cut off is not sent again, and is told to ask later", async ({ codex }) => {
    const { url, asked, stop } = await besides(binary, codex.port, ({ socket }) => socket.resetAndDestroy());
    try {
      for (let index = 0; asked() === 0 && index < 10; index++) {
        const answer = await seen(await post(url, `${index} of ten`));
        expect(answer).toMatchObject(asked() === 0 ? { status: 200 } : AWAY);
      }
      expect(asked()).toBe(1);
    } finally {
      await stop();
    }
  });

  test("while all processes are away the answer is one of ours", async () => {
    const gone = await Promise.all([neighbour(() => {}), neighbour(() => {})]);
    for (const { stop } of gone) await stop();
    const ports = gone.map(({ port }) => port);
    const nginx = await runNginx(binary, ports, WEB_DIR);
    try {
      for (const path of ["/trpc/todo.counts", "/trpc/sync.live", "/api/export", "/health/ready"])
        expect(await seen(await fetch(nginx.url + path))).toEqual(AWAY);
      expect(await seen(await post(nginx.url, "nobody hears this"))).toEqual(AWAY);
    } finally {
      await nginx.stop();
    }
  });

  test("what the last process says is passed on, as there is nobody else to ask", async () => {
    const only = await neighbour((_request, response) => response.writeHead(503).end("in its own words"));
    const nginx = await runNginx(binary, [only.port], WEB_DIR);
    try {
      for (const _ of [1, 2, 3]) {
        const answer = await fetch(`${nginx.url}/trpc/todo.counts`);
        expect([answer.status, await answer.text()]).toEqual([503, "in its own words"]);
      }
    } finally {
      await nginx.stop();
      await only.stop();
    }
  });
}
