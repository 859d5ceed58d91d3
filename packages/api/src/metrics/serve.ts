import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { Log } from "../trpc/log.js";
import type { Metrics } from "./metrics.js";

/** A listener that serves metrics. */
export interface MetricsServer {
  /** Such as `http://127.0.0.1:9464/metrics`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves `/metrics` on a port of its own, so that no proxy passes it on with the rest.
 *
 * @throws what listening throws, such as an error of the code `EADDRINUSE`
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
  log: Log,
): Promise<MetricsServer> {
  const server = createServer(({ method, url }, response) => {
    if (url?.split("?", 1)[0] !== "/metrics") return end(response, 404, "Only /metrics is here.\n");
    if (method !== "GET" && method !== "HEAD") return end(response, 405, "It is read with GET.\n");
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, "The metrics could not be read");
        end(response, 500, "The metrics could not be read; the log says why.\n");
      },
    );
  });
  server.listen({ host, port });
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The metrics have no port.");
  const name = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
  return {
    address: `http://${name}:${bound.port}/metrics`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
