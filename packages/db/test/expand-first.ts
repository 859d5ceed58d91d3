import {
  type AlterTableCmd,
  type AlterTableStmt,
  type ColumnDef,
  type Constraint,
  type CreateTrigStmt,
  type IndexStmt,
  type Node,
  parse,
  type RangeVar,
} from "libpg-query";

/** A migration that starts so takes away what the release before has stopped using, and says why it may. */
const CONTRACT = /^--\s*contract:\s*\S.{20,}/i;

/** What the statements of a migration may lean on: what they made themselves, which no older release knows. */
interface Made {
  readonly tables: Set<string>;
  /** As table.column. */
  readonly columns: Set<string>;
  readonly isContract: boolean;
  readonly isAlone: boolean;
}

/**
 * What in a migration the previous release could not live with while both run, or what locks a large table for long.
 * Whatever is not known to be safe is told.
 *
 * @returns a sentence for each, none if it may be applied while the previous release runs
 */
export async function troublesOf(script: string): Promise<string[]> {
  const { stmts = [] } = await parse(script);
  const made: Made = {
    tables: new Set(),
    columns: new Set(),
    isContract: CONTRACT.test(script),
    isAlone: stmts.length === 1,
  };
  return stmts.flatMap(({ stmt }) => (stmt ? troublesOfStatement(stmt, made) : []));
}

function troublesOfStatement(stmt: Node, made: Made): string[] {
  if ("CreateStmt" in stmt) {
    made.tables.add(nameOf(stmt.CreateStmt.relation));
    return [];
  }
  if ("AlterTableStmt" in stmt) return ofAlterTable(stmt.AlterTableStmt, made);
  if ("IndexStmt" in stmt) return ofIndex(stmt.IndexStmt, made);
  if ("CreateTrigStmt" in stmt) return ofTrigger(stmt.CreateTrigStmt, made);
  if ("InsertStmt" in stmt) return ofRows("inserts into", stmt.InsertStmt.relation, made);
  if ("UpdateStmt" in stmt) return ofRows("updates", stmt.UpdateStmt.relation, made);
  if ("DeleteStmt" in stmt) return ofRows("deletes from", stmt.DeleteStmt.relation, made);
  if ("DropStmt" in stmt)
    return made.isContract ? [] : ["It drops something: that is for a contract migration, a release later."];
  if ("RenameStmt" in stmt)
    return [
      "It renames something, which the previous release asks for by its old name: add the new one beside it.",
    ];
  const isHarmless =
    "CreateEnumStmt" in stmt ||
    "CreateFunctionStmt" in stmt ||
    "AlterFunctionStmt" in stmt ||
    "CreateExtensionStmt" in stmt ||
    "CreateSeqStmt" in stmt ||
    "CommentStmt" in stmt ||
    "VariableSetStmt" in stmt;
  if (isHarmless) return [];
  if ("AlterEnumStmt" in stmt)
    return ["It adds a value to an enum, which the previous release cannot read: use text and a CHECK."];
  return [
    `It has a ${Object.keys(stmt).join()}, of which nobody knows whether the previous release bears it.`,
  ];
}

function ofAlterTable({ relation, cmds = [] }: AlterTableStmt, made: Made): string[] {
  const table = nameOf(relation);
  if (made.tables.has(table)) return [];
  return cmds.flatMap((node) => ("AlterTableCmd" in node ? ofCommand(table, node.AlterTableCmd, made) : []));
}

const HARMLESS_COMMANDS = new Set([
  "AT_SetRelOptions",
  "AT_SetStatistics",
  "AT_ValidateConstraint",
  "AT_EnableTrig",
]);

const CONTRACTING_COMMANDS = new Set([
  "AT_DropColumn",
  "AT_DropConstraint",
  "AT_SetNotNull",
  "AT_DropNotNull",
]);

function ofCommand(
  table: string,
  { subtype = "AT_AddColumn", name, def }: AlterTableCmd,
  made: Made,
): string[] {
  if (HARMLESS_COMMANDS.has(subtype)) return [];
  if (CONTRACTING_COMMANDS.has(subtype) && made.isContract) return [];
  if (subtype === "AT_ColumnDefault" && def) return [];
  if (subtype === "AT_AddColumn" && def && "ColumnDef" in def) return ofColumn(table, def.ColumnDef, made);
  if (subtype === "AT_AddConstraint" && def && "Constraint" in def)
    return ofConstraint(table, def.Constraint, made);
  return [`${subtype} on ${table}${name ? `.${name}` : ""}: the previous release still uses it as it was.`];
}

const SERIAL = /^(small|big)?serial[248]?$/;

function ofColumn(
  table: string,
  { colname = "", typeName, constraints = [] }: ColumnDef,
  made: Made,
): string[] {
  made.columns.add(`${table}.${colname}`);
  const kinds = constraints.flatMap((node) => ("Constraint" in node ? [node.Constraint] : []));
  const has = (kind: Constraint["contype"]) => kinds.find(({ contype }) => contype === kind);
  const told: string[] = [];
  if (has("CONSTR_NOTNULL") && !has("CONSTR_DEFAULT"))
    told.push(
      `${table}.${colname} is NOT NULL without a default: the previous release could not insert any more.`,
    );
  const fallback = has("CONSTR_DEFAULT")?.raw_expr;
  const type = typeName?.names?.map((part) => ("String" in part ? part.String.sval : "")).at(-1) ?? "";
  if ((fallback && isComputed(fallback)) || SERIAL.test(type))
    told.push(
      `${table}.${colname} has a value that is computed for each row: the whole table is written anew under a lock.`,
    );
  for (const kind of [
    "CONSTR_UNIQUE",
    "CONSTR_PRIMARY",
    "CONSTR_FOREIGN",
    "CONSTR_GENERATED",
    "CONSTR_IDENTITY",
  ] as const)
    if (has(kind)) told.push(`${table}.${colname} is ${kind}: the table is read or written under a lock.`);
  return told;
}

/** Constants and the time of the statement are kept once for all rows. */
function isComputed(value: Node): boolean {
  if ("A_Const" in value || "SQLValueFunction" in value) return false;
  if ("TypeCast" in value) return value.TypeCast.arg === undefined || isComputed(value.TypeCast.arg);
  if ("A_ArrayExpr" in value) return (value.A_ArrayExpr.elements ?? []).some(isComputed);
  return true;
}

function ofConstraint(table: string, constraint: Constraint, made: Made): string[] {
  const { contype, conname = "", skip_validation, fk_attrs = [], raw_expr } = constraint;
  if (contype !== "CONSTR_FOREIGN" && contype !== "CONSTR_CHECK")
    return [`${conname} on ${table}: what the previous release writes may break it.`];
  const columns = contype === "CONSTR_FOREIGN" ? fk_attrs.map(textOf) : columnsIn(raw_expr);
  const old = columns.filter((column) => !made.columns.has(`${table}.${column}`));
  if (old.length > 0 || columns.length === 0)
    return [
      `${conname} on ${table} is about ${old.join(", ")}: what the previous release writes may break it.`,
    ];
  if (!skip_validation)
    return [
      `${conname} on ${table} reads the whole table under a lock: NOT VALID, and VALIDATE in a migration of its own.`,
    ];
  return [];
}

function ofIndex({ idxname = "", relation, unique, concurrent }: IndexStmt, made: Made): string[] {
  const table = nameOf(relation);
  if (made.tables.has(table)) return [];
  if (unique) return [`${idxname} is unique on ${table}: what the previous release writes may break it.`];
  if (!concurrent)
    return [
      `${idxname} locks ${table} while it is built: CREATE INDEX CONCURRENTLY, in a migration of its own.`,
    ];
  if (!made.isAlone) return [`${idxname} is built concurrently, which needs a migration of its own.`];
  return [];
}

function ofTrigger({ trigname = "", relation }: CreateTrigStmt, made: Made): string[] {
  const table = nameOf(relation);
  return made.tables.has(table) ? [] : [`${trigname} on ${table} changes what the previous release writes.`];
}

function ofRows(does: string, relation: RangeVar | undefined, made: Made): string[] {
  const table = nameOf(relation);
  if (made.tables.has(table)) return [];
  return [
    `It ${does} ${table}, which the previous release writes meanwhile: do that in the program, piece by piece.`,
  ];
}

const nameOf = (relation: RangeVar | undefined) => relation?.relname ?? "";

const textOf = (node: Node) => ("String" in node ? (node.String.sval ?? "") : "");

/** The columns that an expression names, wherever in it. */
function columnsIn(expression: unknown): string[] {
  if (typeof expression !== "object" || expression === null) return [];
  if ("ColumnRef" in expression) {
    const { ColumnRef } = expression;
    if (typeof ColumnRef !== "object" || ColumnRef === null || !("fields" in ColumnRef)) return [];
    return Array.isArray(ColumnRef.fields) ? [ColumnRef.fields.map(textOf).at(-1) ?? ""] : [];
  }
  return Object.values(expression).flatMap(columnsIn);
}
