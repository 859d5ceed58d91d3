/** Milliseconds between two lines about the same table. */
const TELL_MS = 5_000;

/** Tells, on standard error, how far a long work has come: standard output may be what it makes. */
export class Progress {
  #told = 0;

  constructor(private readonly write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)) {}

  /** A table has so many rows by now. */
  rows(table: string, rows: number): void {
    if (Date.now() - this.#told < TELL_MS) return;
    this.#told = Date.now();
    this.write(`  ${table}: ${count(rows)} so far`);
  }

  /** A table is through. */
  done(table: string, rows: number): void {
    this.#told = Date.now();
    this.write(`  ${table}: ${count(rows)}`);
  }

  say(line: string): void {
    this.#told = Date.now();
    this.write(line);
  }
}

const count = (rows: number) => `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;
