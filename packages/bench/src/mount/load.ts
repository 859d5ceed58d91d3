import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * Asks over and over on some connections. What it sends is ready-made and what it gets is only looked at for its end,
 * so that the server, and not this side, is what is measured.
 *
 * @returns how many answers there were
 */
export async function load(
  port: number,
  path: string,
  { connections, milliseconds }: { connections: number; milliseconds: number },
): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`;
  let answers = 0;
  let open = true;
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)));
  const done = sockets.map(async (socket) => {
    socket.on("data", (chunk) => {
      // Both kinds of answers end in what can be told without reading them: the JSON, or the chunk of nothing.
      if (!CLOSING.has(chunk[chunk.length - 1] ?? 0) && !chunk.subarray(-5).equals(NOTHING)) return;
      answers++;
      if (open) socket.write(request);
      else socket.end();
    });
    socket.write(request);
    await once(socket, "close");
  });
  setTimeout(() => {
    open = false;
  }, milliseconds);
  await Promise.all(done);
  return answers;
}

const CLOSING = new Set(Buffer.from("}]"));
const NOTHING = Buffer.from("0\r\n\r\n");

export async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return socket;
}
