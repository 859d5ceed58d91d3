import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string[]>>;
  readonly body: string;
  /** Whether the connection broke in the middle of it. */
  readonly cut: boolean;
}

/** Opens a connection and sends a request, byte by byte as it is given. */
export async function open(port: number, request: RawRequest): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  await once(socket, "connect");
  socket.write(bytesOf(port, request));
  return socket;
}

/** Sends a request and reads what is answered to its end. */
export async function ask(port: number, request: RawRequest): Promise<RawAnswer> {
  const socket = await open(port, request);
  try {
    return await read(socket, request.method);
  } finally {
    socket.destroy();
  }
}

export function bytesOf(port: number, { method, path, headers = {}, body }: RawRequest): Buffer {
  const all = { host: `localhost:${port}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  if (body !== undefined && headers["transfer-encoding"] === undefined)
    lines.push(`content-length: ${Buffer.byteLength(body)}`);
  const head = Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`, "latin1");
  return Buffer.concat([head, Buffer.from(body ?? "")]);
}

/** Reads one answer. What comes after it is lost. */
export function read(socket: Socket, method: string): Promise<RawAnswer> {
  let bytes = Buffer.alloc(0);
  return new Promise((resolve) => {
    const look = (closed: boolean): void => {
      const answer = parse(bytes, method, closed);
      if (answer !== undefined) resolve(answer);
      else if (closed) resolve({ status: 0, headers: {}, body: "", cut: true });
    };
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      look(false);
    });
    socket.once("close", () => look(true));
    // It closes next.
    socket.on("error", () => {});
  });
}

function parse(bytes: Buffer, method: string, closed: boolean): RawAnswer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  const status = Number(first.split(" ")[1]);
  const body = bodyOf(bytes.subarray(end + 4), { method, status, headers, closed });
  return body && { status, headers, ...body };
}

interface Head {
  readonly method: string;
  readonly status: number;
  readonly headers: RawAnswer["headers"];
  readonly closed: boolean;
}

/** @returns undefined while there is more to come */
function bodyOf(
  bytes: Buffer,
  { method, status, headers, closed }: Head,
): Pick<RawAnswer, "body" | "cut"> | undefined {
  if (method === "HEAD" || status === 204 || status === 304) return { body: "", cut: false };
  if (headers["transfer-encoding"]?.includes("chunked")) {
    const { body, ended } = dechunk(bytes);
    return ended || closed ? { body: `${body}`, cut: !ended } : undefined;
  }
  const length = Number(headers["content-length"]?.[0] ?? Number.POSITIVE_INFINITY);
  if (bytes.length < length && !closed) return undefined;
  return { body: `${bytes.subarray(0, length)}`, cut: bytes.length < length && Number.isFinite(length) };
}

export function dechunk(bytes: Buffer): { body: Buffer; ended: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return { body: Buffer.concat(parts), ended: false };
    const size = Number.parseInt(bytes.subarray(at, line).toString("latin1"), 16);
    if (size === 0) return { body: Buffer.concat(parts), ended: true };
    if (bytes.length < line + 2 + size + 2) return { body: Buffer.concat(parts), ended: false };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
