import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Milliseconds that running requests get when the server stops; then their connections are cut. */
const DRAIN_MS = 8_000;

/** Turns of the event loop in which what has been accepted is taken, however many go on coming. */
const TURNS = 1_000;

/** How a server is left by those who use it. */
export interface Door {
  /** Takes no new connections, and says with every answer that it is its connection's last. */
  shut(): Promise<void>;
  /** Resolves when no connection is left, or after so many milliseconds. */
  empty(withinMs: number): Promise<void>;
}

/**
 * Lets the server stop although connections are open. Node by itself waits for those that never sent
 * anything, or only half of a request, as if they were at work.
 */
export function drainOnClose(app: FastifyInstance, server: Server): Door {
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
  return doorOf(server);
}

function doorOf(server: Server): Door {
  let accepted = 0;
  let isShut = false;
  const running = new Set<ServerResponse>();
  const sayLast = (response: ServerResponse) => response.setHeader("connection", "close");
  server.on("connection", () => {
    accepted += 1;
  });
  // Before the app hears of it, which may answer at once.
  server.prependListener("request", (_request, response) => {
    running.add(response);
    response.once("close", () => running.delete(response));
    if (isShut) sayLast(response);
  });
  return {
    shut: async () => {
      // What the system has accepted and the program has not would be reset: one connection is taken in each turn.
      for (let before = -1, turn = 0; before !== accepted && turn < TURNS; turn++) {
        before = accepted;
        await nextTurn();
      }
      isShut = true;
      for (const response of running) if (!response.headersSent) sayLast(response);
      // An HTTP server's own close also ends connections that are idle: just then a proxy may be sending on one, and could
      // not tell whether its request was carried out. The proxy ends them itself, as it is told to or after a while.
      NetServer.prototype.close.call(server);
    },
    empty: async (withinMs) => {
      const connections = await new Promise<number>((resolve) =>
        server.getConnections((_error, count) => resolve(count)),
      );
      if (connections === 0) return;
      await once(server, "close", { signal: AbortSignal.timeout(withinMs) }).catch(() => {});
    },
  };
}
