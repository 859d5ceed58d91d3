import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { rowsOf, useTestServer } from "./server.js";

const server = useTestServer();

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server().url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

it("goes on answering beside 1,000 connections that send nothing", async () => {
  const silent = await Promise.all(Array.from({ length: 1_000 }, open));
  expect(await server().client.todo.create.mutate({ text: "heard" })).toMatchObject({ text: "heard" });
  expect(silent.every((socket) => !socket.destroyed)).toBe(true);
  for (const socket of silent) socket.destroy();
});

it("refuses a URL of 100 kB", async () => {
  const answer = await fetch(`${server().url}/trpc/todo.list?input=${"a".repeat(100_000)}`);
  expect([414, 431]).toContain(answer.status);
  const headers = await fetch(`${server().url}/trpc/todo.list`, {
    headers: { "x-long": "a".repeat(100_000) },
  });
  expect(headers.status).toBe(431);
});

it("writes nothing for a client that goes away in the middle of its request", async () => {
  const before = await rowsOf(server());
  const socket = await open();
  socket.write("POST /trpc/todo.create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
  socket.write('Content-Length: 100\r\n\r\n{"text":"half of');
  socket.resume().end();
  await once(socket, "close");
  expect(await rowsOf(server())).toEqual(before);
  expect(await server().client.todo.counts.query()).toMatchObject({ active: before.length });
});

it("refuses what is not HTTP, and requests that contradict themselves", async () => {
  const before = await rowsOf(server());
  const body = '{"text":"smuggled"}';
  for (const raw of [
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "GET / HTTP/1.1\r\n\r\n",
    `POST /trpc/todo.create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    `POST /trpc/todo.create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
  ]) {
    const socket = await open();
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.write(raw, "latin1");
    await once(socket, "close");
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400/);
  }
  expect(await rowsOf(server())).toEqual(before);
});

it("takes it as no mistake of its own when a client resets its connection", async () => {
  const { logged } = server();
  const before = logged.length;
  for (let count = 0; count < 20; count++) {
    const socket = await open();
    socket.write("GET /trpc/account.me HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise<void>((resolve) => {
      setImmediate(() => {
        socket.resetAndDestroy();
        resolve();
      });
    });
  }
  // Whatever came of them was answered before this.
  await server().client.todo.counts.query();
  const levels = logged.slice(before).map((line) => JSON.parse(line).level);
  expect(levels.filter((level) => level >= 50)).toEqual([]);
});

it("has the same headers on what is no request to any address", async () => {
  for (const path of ["/%zz", "/nowhere", "/trpc/todo.counts"]) {
    const { headers } = await fetch(new URL(path, server().url));
    expect(headers.get("x-request-id"), path).toMatch(/^[\w-]{36}$/);
    expect(headers.get("content-security-policy"), path).toContain("default-src 'self'");
  }
});
