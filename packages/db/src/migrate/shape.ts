import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { PRISMA_DIR } from "./source.js";

const NOT_OF_AN_EXTENSION = (catalog: string) =>
  `not exists (select from pg_depend where classid = '${catalog}'::regclass and objid = ${catalog}.oid and deptype = 'e')`;

/** One line for each part of the schema. Whatever PostgreSQL writes differently from one major to the next stays out. */
const SHAPE = `
  select format('column %s.%s %s%s%s%s', relname, attname, format_type(atttypid, atttypmod),
    case when attnotnull then ' not null' end,
    ' default ' || pg_get_expr(adbin, adrelid),
    ' collate ' || nullif(collname, 'default')) as line
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    left join pg_attrdef on adrelid = pg_class.oid and adnum = attnum
    left join pg_collation on pg_collation.oid = attcollation
  where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION("pg_class")}
  union all
  select format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid))
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select format('index %s', pg_get_indexdef(indexrelid))
  from pg_index join pg_class on pg_class.oid = indrelid
  where relnamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION("pg_class")}
  union all
  select format('trigger %s%s', pg_get_triggerdef(pg_trigger.oid), case tgenabled when 'O' then '' else ' disabled' end)
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where not tgisinternal and relnamespace = 'public'::regnamespace
  union all
  select format('function %s %s %s', pg_proc.oid::regprocedure, md5(prosrc), array_to_string(proconfig, ','))
  from pg_proc where pronamespace = 'public'::regnamespace and ${NOT_OF_AN_EXTENSION("pg_proc")}
  union all
  select format('enum %s %s', pg_type.oid::regtype, string_agg(enumlabel, ', ' order by enumsortorder))
  from pg_type join pg_enum on enumtypid = pg_type.oid where typnamespace = 'public'::regnamespace group by pg_type.oid`;

/** What a database's schema is made of: columns, constraints, indexes, triggers, functions; a line for each. */
export async function readShape(client: ClientBase): Promise<string[]> {
  await client.query("set search_path = public");
  const { rows } = await client.query<{ line: string }>(SHAPE);
  return rows.map(({ line }) => line.trimEnd()).sort();
}

/** The same, of a database with the migrations of this release and nothing else. A test keeps the file right. */
export async function expectedShape(dir = PRISMA_DIR): Promise<string[]> {
  return (await readFile(join(dir, "shape.txt"), "utf8")).trimEnd().split("\n");
}
