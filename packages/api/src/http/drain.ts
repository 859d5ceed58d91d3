import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** Milliseconds that running requests get when the server stops; then their connections are cut. */
const DRAIN_MS = 8_000;

/**
 * Lets the server stop although connections are open. Node by itself waits for those that never sent
 * anything, or only half of a request, as if they were at work.
 */
export function drainOnClose(app: FastifyInstance, server: Server): void {
  let stopping = false;
  const waiting = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    waiting.delete(socket);
    response.once("close", () => {
      if (stopping) socket.end();
      else if (!socket.destroyed) waiting.add(socket);
    });
  });
  app.addHook("preClose", async () => {
    stopping = true;
    for (const socket of waiting) socket.destroy();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
}
