import { once } from "node:events";
import { connect } from "node:net";

/** What is sent: pieces, each on its own, and whether the connection is then cut or ended. */
export interface Raw {
  readonly pieces: readonly Buffer[];
  readonly end: "wait" | "half" | "cut";
}

/** Milliseconds after which who has sent only a part of a request goes away, as the server would wait for longer. */
const PATIENCE_MS = 400;

/** Sends bytes over a connection of their own. @returns all that came back, until nothing did for so many milliseconds */
export async function sendRaw(url: string, { pieces, end }: Raw, patienceMs = PATIENCE_MS): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // The server may break off what is no request.
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await once(socket, "connect");
  for (const piece of pieces) {
    if (socket.writableEnded || socket.destroyed) break;
    if (socket.write(piece)) continue;
    await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
  }
  if (end === "cut") socket.destroy();
  if (end === "half") socket.end();
  socket.setTimeout(patienceMs, () => socket.destroy());
  await closed;
  return Buffer.concat(chunks).toString("latin1");
}

/** The statuses of the answers in what came back. */
export function statusesIn(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.[01] (\d{3}) /gm)].map(([, status]) => Number(status));
}
