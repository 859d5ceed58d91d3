import { z } from "zod";

/**
 * A backup is text, compressed with gzip: a line of JSON that says what it is, then for each table a line of JSON that
 * names it and its columns, its rows as PostgreSQL's COPY writes them, and a line `\.`; and a last line of JSON with
 * the checksum of all before it.
 */
export const FORMAT = "codex-backup";

/** Raised when a reader of the version before could not read what is written now. */
export const FORMAT_VERSION = 1;

/** The line that ends a table's rows; no row can be the same, as COPY writes a backslash twice. */
export const END_OF_ROWS = Buffer.from("\\.\n");

/** The file is no backup, is damaged, or is not for this release; the message is the whole story. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

/** Of a version that may be newer than ours: what is needed to say so. */
export const anyHeaderSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int(),
  release: z.string(),
});

const migrationSchema = z.object({ name: z.string(), checksum: z.string() });

export const headerSchema = anyHeaderSchema.extend({
  version: z.literal(FORMAT_VERSION),
  /** When the snapshot was taken. */
  at: z.iso.datetime(),
  /** The version of PostgreSQL. */
  postgres: z.string(),
  /** Those that were applied. */
  migrations: z.array(migrationSchema),
  /** The next numbers of the sequences: what they gave last, and whether they gave it already. */
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

export type Header = z.output<typeof headerSchema>;

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

export type Table = z.output<typeof tableSchema>;

export const trailerSchema = z.object({
  /** In hexadecimal, of every byte before this line. */
  sha256: z.string(),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.int()),
});
