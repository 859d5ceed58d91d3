import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";

/** A statement that took long. Its values are nobody's business: they hold what people wrote. */
export interface SlowStatement {
  /** As our own are called; of Prisma's, what it does to which table. */
  readonly name: string;
  readonly ms: number;
  /** For whom it was made, where it was for a request. */
  readonly askedBy: string | undefined;
}

const asking = new AsyncLocalStorage<string | undefined>();

/** Runs something, and all that follows from it, on behalf of a request. */
export function onBehalfOf<T>(requestId: string, work: () => T): T {
  return asking.run(requestId, work);
}

/** Runs something that no request asked for, whichever happened to begin it. */
export function onNobodysBehalf<T>(work: () => T): T {
  return asking.exit(work);
}

/** Tells of every statement over a pool that takes at least so many milliseconds, once it is connected. */
export function watchStatements(pool: Pool, slowMs: number, tell: (statement: SlowStatement) => void): void {
  const connect = pool.connect;
  Object.defineProperty(pool, "connect", {
    value(...given: unknown[]): unknown {
      const [callback] = given;
      if (typeof callback !== "function") return Reflect.apply(connect, pool, given);
      // Whoever waits for a connection gets it while another lets go of it, and would be taken for that one.
      const asked = asking.getStore();
      return connect.call(pool, (...got) => asking.run(asked, () => Reflect.apply(callback, undefined, got)));
    },
  });
  pool.on("connect", (client) => watchClient(client, slowMs, tell));
}

function watchClient(client: PoolClient, slowMs: number, tell: (statement: SlowStatement) => void): void {
  const query = client.query;
  Object.defineProperty(client, "query", {
    value(...given: unknown[]): unknown {
      const began = performance.now();
      const askedBy = asking.getStore();
      const end = () => {
        const ms = performance.now() - began;
        if (ms >= slowMs) tell({ name: nameOf(given[0]), ms: Math.round(ms), askedBy });
      };
      const callback = given.at(-1);
      if (typeof callback === "function") {
        given[given.length - 1] = (...got: unknown[]) => {
          end();
          Reflect.apply(callback, undefined, got);
        };
        return Reflect.apply(query, client, given);
      }
      const result: unknown = Reflect.apply(query, client, given);
      if (result instanceof Promise) result.then(end, end);
      return result;
    },
  });
}

const TABLE = /\b(?:from|into|update)\s+(?:"?public"?\.)?"?(\w+)"?/i;

function nameOf(statement: unknown): string {
  if (typeof statement === "string") return verbAndTable(statement);
  if (typeof statement !== "object" || statement === null) return "unknown";
  if ("name" in statement && typeof statement.name === "string" && statement.name !== "")
    return statement.name;
  return "text" in statement && typeof statement.text === "string" ? verbAndTable(statement.text) : "unknown";
}

function verbAndTable(text: string): string {
  const verb = /^\W*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "unknown";
  const table = TABLE.exec(text)?.[1];
  return table === undefined ? verb : `${verb} ${table.toLowerCase()}`;
}
