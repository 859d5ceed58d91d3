import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { FastifyInstance } from "fastify";
import type { Env } from "../env.js";
import { type Door, drainOnClose } from "./drain.js";

/** Milliseconds a client may take to send its headers, and a whole request. */
export const CONNECTION_TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 60_000 };

/** A server that listens. */
export interface Listening {
  readonly addresses: string[];
  readonly doors: readonly Door[];
}

/**
 * Listens on `HOST` and `PORT`. `localhost` is both of the machine's loopback addresses, whatever its hosts
 * file says: a browser may try either.
 *
 * @returns where it listens, such as `http://127.0.0.1:5000`, and the doors through which it is reached
 */
export async function listen(
  app: FastifyInstance,
  { HOST, PORT }: Pick<Env, "HOST" | "PORT">,
): Promise<Listening> {
  const door = drainOnClose(app, app.server);
  if (HOST !== "localhost")
    return { addresses: [await app.listen({ host: HOST, port: PORT })], doors: [door] };
  const second = secondServer(app);
  const secondDoor = drainOnClose(app, second);
  const first = await app.listen({ host: "127.0.0.1", port: PORT });
  const { port } = new URL(first);
  try {
    second.listen({ host: "::1", port: Number(port) });
    await once(second, "listening");
    return { addresses: [first, `http://[::1]:${port}`], doors: [door, secondDoor] };
  } catch (error) {
    if (isWithoutIpv6(error)) return { addresses: [first], doors: [door] };
    await app.close();
    throw error;
  }
}

/** Fastify's own second listener depends on the hosts file. This one stops with the app as the first does. */
function secondServer(app: FastifyInstance): Server {
  const server = createServer(CONNECTION_TIMEOUTS, (request, response) => app.routing(request, response));
  let closed: Promise<void> = Promise.resolve();
  app.addHook("preClose", async () => {
    closed = new Promise((resolve) => server.close(() => resolve()));
  });
  app.addHook("onClose", async () => {
    await closed;
  });
  return server;
}

function isWithoutIpv6(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT")
  );
}
