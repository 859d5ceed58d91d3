import {
  type CombinedDataTransformer,
  defaultTransformer,
  isTrackedEnvelope,
} from "@trpc/server/unstable-core-do-not-import";

export const PING = Buffer.from("event: ping\ndata: \n\n\n");
export const RETURN = Buffer.from("event: return\ndata: \n\n\n");

/** The chunk that was last made of a value. Only of what can never become another, and is often sent to many. */
const made = new WeakMap<object, { id: string | undefined; chunk: Buffer }>();

/** Values that were seen to be frozen throughout, and stay so. */
const constant = new WeakSet<object>();

/** Writes events as tRPC does, of one router. */
export class Chunks {
  /** A transformer may write the same value in another way next time. */
  readonly #shares: boolean;

  constructor(private readonly transformer: CombinedDataTransformer) {
    this.#shares = transformer.output.serialize === defaultTransformer.output.serialize;
  }

  connected(client: string): Buffer {
    return Buffer.from(`event: connected\ndata: ${client}\n\n\n`);
  }

  failed(shape: unknown): Buffer {
    return Buffer.from(`event: serialized-error\ndata: ${this.#json(shape)}\n\n\n`);
  }

  /** What a subscription yielded. */
  event(value: unknown): Buffer {
    const [id, data]: [string | undefined, unknown] = isTrackedEnvelope(value)
      ? [value[0], value[1]]
      : [undefined, value];
    if (!this.#shares || !isConstant(data)) return this.#write(id, data);
    const last = made.get(data);
    if (last?.id === id && last !== undefined) return last.chunk;
    const chunk = this.#write(id, data);
    made.set(data, { id, chunk });
    return chunk;
  }

  #write(id: string | undefined, data: unknown): Buffer {
    const json = this.#json(data);
    return Buffer.from(id === undefined ? `data: ${json}\n\n\n` : `data: ${json}\nid: ${id}\n\n\n`);
  }

  #json(value: unknown): string | undefined {
    return JSON.stringify(this.transformer.output.serialize(value));
  }
}

/** Whether it is an object that is always the same JSON: plain, and frozen with all that is in it. */
function isConstant(value: unknown): value is object {
  if (typeof value !== "object" || value === null || !Object.isFrozen(value)) return false;
  if (constant.has(value)) return true;
  const seen = new Set<object>();
  if (!areConstant(value, seen)) return false;
  for (const one of seen) constant.add(one);
  return true;
}

function areConstant(value: object, seen: Set<object>): boolean {
  if (seen.has(value) || constant.has(value)) return true;
  seen.add(value);
  const parent: unknown = Object.getPrototypeOf(value);
  if (parent !== Object.prototype && parent !== Array.prototype && parent !== null) return false;
  if (!Object.isFrozen(value)) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every(({ get, value: part }) => {
    if (get !== undefined || typeof part === "function" || typeof part === "bigint") return false;
    return typeof part !== "object" || part === null || areConstant(part, seen);
  });
}
