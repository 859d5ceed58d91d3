import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a server that fails on demand. */
export interface FaultyWay {
  readonly url: string;
  /** Cuts every connection. */
  cut(): void;
  /** Lets requests through, but cuts the connection instead of passing on the next answer. */
  loseAnswer(): void;
  close(): Promise<void>;
}

/** Opens a way to the port of a server on this machine. */
export async function faultyWay(port: number): Promise<FaultyWay> {
  const open = new Set<Socket>();
  let losing = false;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on("data", (chunk) => {
      if (!losing) {
        near.write(chunk);
        return;
      }
      losing = false;
      near.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The way has no port.");
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    loseAnswer: () => {
      losing = true;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}
