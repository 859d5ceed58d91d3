import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a server that fails on demand. */
export interface FaultyWay {
  readonly url: string;
  readonly port: number;
  /** Cuts every connection. */
  cut(): void;
  /** Lets requests through, but cuts the connection instead of passing on the next answer. */
  loseAnswer(): void;
  /** Passes on half of what comes next in that direction, and cuts the connection. */
  tear(what: Direction): void;
  /** Passes nothing on and cuts nothing, as a machine that is gone: until it is let go on. */
  hold(): void;
  goOn(): void;
  close(): Promise<void>;
}

type Direction = "request" | "answer";

/** How much of what comes next in a direction is passed on before the connection is cut. */
type Faults = Map<Direction, number>;

/** Opens a way to a port of this machine: the same for every connection, or one that is chosen for each. */
export async function faultyWay(port: number | (() => number)): Promise<FaultyWay> {
  const open = new Set<Socket>();
  const faults: Faults = new Map();
  let held = false;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({
      port: typeof port === "number" ? port : port(),
      host: "127.0.0.1",
      noDelay: true,
    });
    pass(near, far, "request", faults);
    pass(far, near, "answer", faults);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket));
      if (held) socket.pause();
    }
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
    port: address.port,
    cut,
    loseAnswer: () => faults.set("answer", 0),
    tear: (what) => faults.set(what, 0.5),
    hold: () => {
      held = true;
      for (const socket of open) socket.pause();
    },
    goOn: () => {
      held = false;
      for (const socket of open) socket.resume();
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      cut();
      await closed;
    },
  };
}

function pass(from: Socket, to: Socket, direction: Direction, faults: Faults): void {
  from.on("error", () => {});
  from.on("close", () => to.destroy());
  from.on("data", (chunk) => {
    const part = faults.get(direction);
    if (part === undefined) {
      to.write(chunk);
      return;
    }
    faults.delete(direction);
    // What was passed on has to leave before the connection does.
    to.write(chunk.subarray(0, Math.floor(chunk.length * part)), () => to.destroy());
    from.destroy();
  });
}
