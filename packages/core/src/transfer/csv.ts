import Papa from "papaparse";
import { TRANSFER_LIMITS } from "../limits.js";
import { linesOf } from "./lines.js";
import { UnreadableFile } from "./report.js";

/** What a spreadsheet takes for a formula, behind any number of the marks that keep it from that. */
const FORMULA = /^'*[=+\-@\t\r]/;
const DEFUSED = /^'(?='*[=+\-@\t\r])/;

/** Todoist's template has some twenty, with ours. */
const MOST_COLUMNS = 500;

/** A record of a CSV file; without fields if it is too long to be looked at. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: CsvFields | undefined;
}

/** What stands in a record, by the names of the columns: only what is asked for is looked at. */
export class CsvFields {
  constructor(
    private readonly columns: ReadonlyMap<string, number>,
    private readonly values: readonly string[],
  ) {}

  names(): string[] {
    return [...this.columns.keys()];
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  /** Undefined if there is no such column. */
  get(name: string): string | undefined {
    const index = this.columns.get(name);
    return index === undefined ? undefined : (this.values[index]?.replace(DEFUSED, "") ?? "");
  }
}

/** One record of CSV, with its line break. No spreadsheet takes a field of it for a formula. */
export function csvRecord(fields: readonly string[]): string {
  return `${Papa.unparse([[...fields]], { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;
}

/**
 * The records of a CSV file, of which the first names the columns, in whichever case, and has nothing in its fields.
 *
 * @throws UnreadableFile if it has too many columns or records: few bytes would keep the server busy for long
 */
export async function* csvRecords(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let columns: ReadonlyMap<string, number> | undefined;
  let records = 0;
  let delimiter = "";
  let record: { line: number; text: string } | undefined;
  let isOpen = false;
  for await (const { line, text } of linesOf(chunks)) {
    if (columns === undefined) {
      const { data, meta } = Papa.parse<string[]>(text ?? "", { delimiter: guess(text ?? "") });
      const names = data[0] ?? [];
      if (names.length > MOST_COLUMNS) throw new UnreadableFile("columns", line);
      columns = new Map(names.map((name, index) => [name.trim().toUpperCase(), index]));
      delimiter = meta.delimiter;
      yield { line, fields: new CsvFields(columns, []) };
      continue;
    }
    if (record === undefined && text?.trim() !== "" && ++records > TRANSFER_LIMITS.todos)
      throw new UnreadableFile("tooMany", line);
    const begun = record?.text.length ?? 0;
    if (text === undefined || begun + text.length > TRANSFER_LIMITS.lineLength) {
      // Perhaps a quote that is never closed: what follows is looked at anew.
      yield { line: record?.line ?? line, fields: undefined };
      record = undefined;
      isOpen = false;
      continue;
    }
    isOpen = endsOpen(text, isOpen, delimiter);
    record = record ? { line: record.line, text: `${record.text}\n${text}` } : { line, text };
    if (isOpen) continue;
    if (record.text.trim() !== "") {
      const { data } = Papa.parse<string[]>(record.text, { delimiter });
      yield { line: record.line, fields: new CsvFields(columns, data[0] ?? []) };
    }
    record = undefined;
  }
  if (record) yield { line: record.line, fields: undefined };
}

/** Of the first line: what stands in it most often. */
function guess(text: string): string {
  const count = (mark: string) => text.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Whether a line ends within a quoted field, so that its record goes on in the next. */
function endsOpen(text: string, beginsOpen: boolean, delimiter: string): boolean {
  let at = beginsOpen ? -1 : 0;
  for (;;) {
    if (at === -1 || text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end === -1) return true;
      at = end + 1;
    }
    const next = text.indexOf(delimiter, at);
    if (next === -1) return false;
    at = next + 1;
  }
}
