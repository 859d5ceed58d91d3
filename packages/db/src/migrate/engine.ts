import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { createPool } from "../pool.js";

export type SchemaEngine = bindings.SchemaEngine;

/** PostgreSQL's own `"char"`, the one-byte type of its catalog, which the adapter does not decode. */
const PG_CHAR = 18;
const PG_BPCHAR = 1042;

/** PostgreSQL's own words with the line they are about; the engine would shorten them to "No such table: x". */
function asDriverError(error: unknown, script: string): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const line = error.position && script.slice(0, Number(error.position)).split("\n").length;
  const message = `${error.message} (SQLSTATE ${error.code}${line ? `, line ${line}` : ""})`;
  const { severity = "ERROR", detail, column, hint } = error;
  return new DriverAdapterError({ kind: "postgres", code: "XX000", severity, message, detail, column, hint });
}

/** Prisma's adapter with the two mends that the schema engine needs on a real database. */
function adapterFactory(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const query = pool.query.bind(pool);
  const factory = new PrismaPg(pool);
  const charColumns = decodeChar(pool);
  const connect = async () => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: async (sql: SqlQuery) => {
        const result = await queryRaw(sql);
        for (const column of charColumns(result)) result.columnTypes[column] = ColumnTypeEnum.Character;
        return result;
      },
      // The adapter splits a script at every semicolon, also inside functions and strings. Sent whole,
      // PostgreSQL runs it as one implicit transaction: a failed migration leaves nothing of itself behind.
      executeScript: async (script: string) => {
        await query(script).catch((error: unknown) => {
          throw asDriverError(error, script);
        });
      },
    });
  };
  // `diff` replays migrations in the database it is connected to; nothing we use asks for a shadow of it.
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
  };
}

/**
 * Has the adapter take `"char"` columns, which it refuses, for text. The engine wants to be told that they
 * are characters (it waits for ever otherwise), so this answers which columns of a result they were.
 */
function decodeChar(pool: pg.Pool): (result: SqlResultSet) => number[] {
  const query = pool.query.bind(pool);
  const columnsOf = new WeakMap<unknown[], number[]>();
  Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig) => {
      const result = await query(config);
      const fields = [...result.fields.entries()].filter(([, field]) => field.dataTypeID === PG_CHAR);
      for (const [, field] of fields) field.dataTypeID = PG_BPCHAR;
      columnsOf.set(
        result.rows,
        fields.map(([column]) => column),
      );
      return result;
    },
  });
  return ({ rows }) => columnsOf.get(rows) ?? [];
}

declare global {
  var PRISMA_WASM_PANIC_REGISTRY: { set_message(message: string): void } | undefined;
}

/** The one call used here; the rest of WebAssembly's types come only with a browser's DOM. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let instantiated: Promise<void> | undefined;

async function instantiate(): Promise<void> {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message() {} };
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = await readFile(join(dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
}

/**
 * Runs `use` with Prisma's schema engine, as WebAssembly, connected to `url`.
 *
 * @param schema - the text of `schema.prisma`
 */
export async function withEngine<T>(
  url: string,
  schema: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  const { pool } = createPool(url, 2);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool));
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [["schema.prisma", schema]] },
      () => {},
      adapter,
    );
    try {
      return await use(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
