import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Request } from "./ask.js";

/**
 * One connection that asks one thing after the other. What it gets is looked at only for its status and its end, so that
 * the server, and not this side, is what is measured.
 */
export class Connection {
  #head: Buffer = EMPTY;
  /** Bytes of the body that are still to come; NaN while they are not counted but end in a chunk of nothing. */
  #left = 0;
  #inBody = false;
  #answered: (() => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly headers: string,
    private readonly failed: (error: Error) => void,
  ) {
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", failed);
    socket.on("close", () => {
      if (this.#answered) failed(new Error("The server closed a connection instead of answering."));
    });
  }

  /** @param failed - is told of an answer that is not 200, and of a connection that breaks */
  static async open(
    port: number,
    cookie: string | undefined,
    failed: (error: Error) => void,
  ): Promise<Connection> {
    const headers = `host: localhost:${port}\r\n${cookie === undefined ? "" : `cookie: ${cookie}\r\n`}`;
    return new Connection(await connected(port), headers, failed);
  }

  /** Asks; only after the last answer has come. */
  ask({ method, path, body }: Request, answered: () => void): void {
    this.#answered = answered;
    const content =
      body === undefined
        ? ""
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    this.socket.write(`${method} ${path} HTTP/1.1\r\n${this.headers}${content}\r\n${body ?? ""}`);
  }

  close(): void {
    this.socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (!this.#inBody) {
      const head = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk;
      const end = head.indexOf("\r\n\r\n");
      this.#head = end < 0 ? head : EMPTY;
      if (end < 0) return;
      const text = head.toString("latin1", 0, end);
      if (!text.startsWith("HTTP/1.1 200"))
        this.failed(new Error(`The answer is ${head.toString("utf8", 0, 1_000)}`));
      this.#inBody = true;
      this.#left = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
      this.#readBody(head.subarray(end + 4));
    } else this.#readBody(chunk);
  }

  #readBody(chunk: Buffer): void {
    this.#left -= chunk.length;
    if (Number.isNaN(this.#left) ? !chunk.subarray(-5).equals(NOTHING) : this.#left > 0) return;
    this.#inBody = false;
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.();
  }
}

const EMPTY = Buffer.alloc(0);
const NOTHING = Buffer.from("0\r\n\r\n");

/** A socket to a server on loopback, once it is connected. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return socket;
}
