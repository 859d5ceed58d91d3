import { createHash } from "node:crypto";
import { ROW_SCHEMAS } from "@codex/core/row";
import type { Patch, Rows, Table } from "@codex/core/view";
import type { Sql } from "@codex/db";

/** What a row is in the database's JSON: its columns by their names. */
export type Columns = Readonly<Record<string, unknown>>;

/** A moment as the database writes it into JSON; columns that hold one end with `_at`. */
const MOMENT_COLUMN = /_at$/;

/** A row as it goes over the wire, whatever columns it has. */
export function fromColumns(columns: Columns): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      MOMENT_COLUMN.test(name) && typeof value === "string" ? asMoment(value) : value,
    ]),
  );
}

/** What is no moment that JavaScript knows, such as infinity, stays as it is. */
function asMoment(text: string): string {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString();
}

/** A row of a table, from the database's JSON. */
export function toRow<T extends Table>(table: T, columns: Columns): Rows[T] {
  return (ROW_SCHEMAS[table] as (typeof ROW_SCHEMAS)[Table]).parse(
    fromColumns(columns),
  ) as unknown as Rows[T];
}

/** A row, or part of one, by the names of its columns. */
export function toColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

/** Patches that one statement can write. */
interface Group {
  readonly table: Table;
  readonly operation: "insert" | "set" | "remove";
  readonly keys: string[];
  readonly columns: string[];
  readonly rows: Columns[];
}

/** Writes patches, all that are alike in one statement. The tables' triggers number and record them. */
export async function writePatches(sql: Sql, patches: readonly Patch[]): Promise<void> {
  for (const group of grouped(patches)) {
    const ids = group.rows.map((row) => row[group.keys[0] ?? ""]);
    await sql.query(statementFor(group), [
      JSON.stringify(group.rows),
      ...(group.operation === "insert" ? [] : [ids]),
    ]);
  }
}

function grouped(patches: readonly Patch[]): Group[] {
  const groups = new Map<string, Group>();
  for (const patch of patches) {
    const next = groupOf(patch);
    const known = groups.get(signature(next));
    if (known) known.rows.push(...next.rows);
    else groups.set(signature(next), next);
  }
  return [...groups.values()];
}

function groupOf(patch: Patch): Group {
  const key = toColumns(patch.key);
  const keys = Object.keys(key);
  const { table } = patch;
  if ("remove" in patch) return { table, operation: "remove", keys, columns: [], rows: [key] };
  const operation = "insert" in patch ? "insert" : "set";
  const values = toColumns("insert" in patch ? patch.insert : patch.set);
  const columns = Object.keys(values).toSorted();
  return { table, operation, keys, columns, rows: [{ ...values, ...key }] };
}

/**
 * A list has one owner at most at any moment: a statement does not say in which order it sets two roles. And what
 * stands under another is not written before it, with rows that happen to have the same columns.
 */
function signature({ table, operation, columns, rows: [row] }: Group): string {
  const role = operation === "set" ? (row?.["role"] ?? "") : "";
  const isUnder = operation === "insert" && typeof row?.["parent_id"] === "string";
  return [table, operation, ...columns, role, isUnder].join();
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A name for a statement that differs by its columns: PostgreSQL takes 63 characters. */
export function statementName(what: string, columns: readonly string[]): string {
  return `${what}-${createHash("sha256").update(columns.join()).digest("hex").slice(0, 16)}`;
}

function statementFor({ table, operation, keys, columns }: Group) {
  const given = `jsonb_populate_recordset(null::${table}, $1::jsonb) as given`;
  const isSame = keys.map((key) => `${table}.${quoted(key)} = given.${quoted(key)}`).join(" and ");
  // PostgreSQL takes a hundred rows to be given, for which it would read the whole table: the ids tell it better.
  const same = `${isSame} and ${table}.${quoted(keys[0] ?? "")} = any($2::uuid[])`;
  const name = statementName(`${operation}-${table}`, columns);
  switch (operation) {
    case "insert": {
      const names = columns.map(quoted).join();
      return { name, text: `insert into ${table} (${names}) select ${names} from ${given}` };
    }
    case "set": {
      const set = columns.map((column) => `${quoted(column)} = given.${quoted(column)}`).join();
      return { name, text: `update ${table} set ${set} from ${given} where ${same}` };
    }
    case "remove":
      return { name, text: `delete from ${table} using ${given} where ${same}` };
  }
}
