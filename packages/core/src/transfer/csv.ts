import Papa from "papaparse";
import { TRANSFER_LIMITS } from "../limits.js";
import { linesOf } from "./lines.js";

/** What a spreadsheet takes for a formula, behind any number of the marks that keep it from that. */
const FORMULA = /^'*[=+\-@\t\r]/;
const DEFUSED = /^'(?='*[=+\-@\t\r])/;

/** A record of a CSV file by the names of its columns; without any if it is too long to be looked at. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string> | undefined;
}

/** One record of CSV, with its line break. No spreadsheet takes a field of it for a formula. */
export function csvRecord(fields: readonly string[]): string {
  return `${Papa.unparse([[...fields]], { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;
}

/** The records of a CSV file after its first, which names the columns, in whichever case. */
export async function* csvRecords(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let columns: readonly string[] | undefined;
  let delimiter = "";
  let record: { line: number; text: string } | undefined;
  let isOpen = false;
  for await (const { line, text } of linesOf(chunks)) {
    if (columns === undefined) {
      const { data, meta } = Papa.parse<string[]>(text ?? "", { delimiter: guess(text ?? "") });
      columns = (data[0] ?? []).map((name) => name.trim().toUpperCase());
      delimiter = meta.delimiter;
      yield { line, fields: new Map(columns.map((name) => [name, name])) };
      continue;
    }
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
    if (record.text.trim() !== "") yield parsed(record, columns, delimiter);
    record = undefined;
  }
  if (record) yield { line: record.line, fields: undefined };
}

function parsed(
  record: { line: number; text: string },
  columns: readonly string[],
  delimiter: string,
): CsvRecord {
  const { data } = Papa.parse<string[]>(record.text, { delimiter });
  const fields = columns.map((name, index): [string, string] => [
    name,
    (data[0]?.[index] ?? "").replace(DEFUSED, ""),
  ]);
  return { line: record.line, fields: new Map(fields) };
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
