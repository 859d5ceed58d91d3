import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  anyHeaderSchema,
  BackupError,
  END_OF_ROWS,
  FORMAT_VERSION,
  type Header,
  headerSchema,
  type Table,
  tableSchema,
  trailerSchema,
} from "./format.js";

const NEWLINE = 0x0a;

/** Bytes of a line that is not a row; what has longer ones is none of ours. */
const LONGEST_LINE = 1_048_576;

const NOT_OURS = "This is no backup that codex made.";
const CUT = "The backup ends in the middle: it was cut off, or never finished. Take another one.";
const DAMAGED = "The backup is damaged: something in it is not as it was written. Take another one.";

/** What becomes of what is read. */
export interface BackupHandlers {
  header?(header: Header): Promise<void>;
  /** Takes all rows of a table, in pieces of whole lines. @returns how many rows they were */
  table(table: Table, rows: AsyncIterable<Buffer>): Promise<number>;
}

/**
 * Reads a backup from its first byte to its last. That it returns means that all of it is as it was written.
 *
 * @param bytes - what gunzip gives
 * @throws BackupError
 */
export async function readBackup(bytes: AsyncIterable<Buffer>, handlers: BackupHandlers): Promise<Header> {
  const text = new Text(bytes);
  const header = readHeader(await text.line(NOT_OURS));
  await handlers.header?.(header);
  const counted = new Map<string, number>();
  for (;;) {
    const before = text.digest();
    const line = await text.line(DAMAGED);
    const table = parse(tableSchema, line);
    if (table) {
      counted.set(table.table, await handlers.table(table, text.rows()));
      continue;
    }
    const trailer = parse(trailerSchema, line);
    if (trailer?.sha256 !== before || !(await text.isOver())) throw new BackupError(DAMAGED);
    for (const [name, rows] of Object.entries(trailer.rows))
      if (counted.get(name) !== rows) throw new BackupError(DAMAGED);
    return header;
  }
}

/** Reads a backup to see whether it is whole. @throws BackupError */
export function verifyBackup(bytes: AsyncIterable<Buffer>): Promise<Header> {
  return readBackup(bytes, {
    async table(_table, rows) {
      let count = 0;
      for await (const piece of rows) count += newlinesIn(piece);
      return count;
    },
  });
}

/** How many lines a piece of whole lines has. */
export function newlinesIn(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function readHeader(line: string): Header {
  const any = parse(anyHeaderSchema, line);
  if (!any) throw new BackupError(NOT_OURS);
  if (any.version > FORMAT_VERSION)
    throw new BackupError(
      `The backup was made by Codex ${any.release}, in a format that this release does not know ` +
        `(${any.version}; it knows ${FORMAT_VERSION}). Restore it with that release, or with a newer one.`,
    );
  const header = parse(headerSchema, line);
  if (!header) throw new BackupError(DAMAGED);
  return header;
}

function parse<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Bytes as lines, with the checksum of all that were taken. */
class Text {
  readonly #source: AsyncIterator<Buffer>;
  readonly #hash = createHash("sha256");
  #rest: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  digest(): string {
    return this.#hash.copy().digest("hex");
  }

  /** @param tooLong - what it means if there is no end to it */
  async line(tooLong: string): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(NEWLINE);
      if (end !== -1) return this.#take(end + 1).toString();
      if (this.#rest.length > LONGEST_LINE) throw new BackupError(tooLong);
      await this.#more();
    }
  }

  /** Whole lines up to the one that ends a table. */
  async *rows(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const end = endOfRows(this.#rest);
      if (end !== -1) {
        if (end > 0) yield this.#take(end);
        this.#take(END_OF_ROWS.length);
        return;
      }
      const whole = this.#rest.lastIndexOf(NEWLINE) + 1;
      if (whole > 0) yield this.#take(whole);
      await this.#more();
    }
  }

  async isOver(): Promise<boolean> {
    return this.#rest.length === 0 && (await this.#source.next()).done === true;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#hash.update(taken);
    return taken;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done) throw new BackupError(CUT);
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
  }
}

/** Where the line that ends a table begins, or -1. */
function endOfRows(text: Buffer): number {
  let at = text.indexOf(END_OF_ROWS);
  while (at > 0 && text[at - 1] !== NEWLINE) at = text.indexOf(END_OF_ROWS, at + 1);
  return at;
}
