import {
  type ImportFormat,
  type ImportLine,
  type ImportReport,
  importLineSchema,
  importRefusalSchema,
  importReportSchema,
} from "@codex/core/transfer/report";
import { transferWords } from "../words/transfer-words.js";

/** What is to be imported, and where to. */
export interface Chosen {
  readonly file: File;
  readonly format: ImportFormat;
  /** Without one, lists are made as the file names them. */
  readonly listId: string | undefined;
}

/** That a file was refused, or its import failed; the message can be shown. */
export class TransferError extends Error {
  override readonly name = "TransferError";
}

/** What a file most likely is, by its name. */
export function formatOf(name: string): ImportFormat {
  const lower = name.toLowerCase();
  if (/\.(?:csv|tsv)$/.test(lower)) return "csv";
  if (/\.(?:ics|ical|ifb)$/.test(lower)) return "ical";
  if (lower.endsWith(".json")) return "json";
  return /(?:todo|done)[^/]*\.txt$/.test(lower) ? "todotxt" : "text";
}

/** What is in a file; nothing is written. @throws TransferError */
export async function preview(chosen: Chosen, signal: AbortSignal): Promise<ImportReport> {
  const answer = await send(chosen, true, signal);
  return importReportSchema.parse(await answer.json());
}

/** Imports a file, and tells how far it is. @throws TransferError */
export async function* importing(chosen: Chosen): AsyncGenerator<ImportLine> {
  const { body } = await send(chosen, false);
  if (!body) return;
  let held = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    for (let end = held.indexOf("\n"); end !== -1; end = held.indexOf("\n")) {
      yield importLineSchema.parse(JSON.parse(held.slice(0, end)));
      held = held.slice(end + 1);
    }
  }
}

async function send(
  { file, format, listId }: Chosen,
  isDry: boolean,
  signal?: AbortSignal,
): Promise<Response> {
  const query = new URLSearchParams({ format, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  if (listId !== undefined) query.set("list", listId);
  if (isDry) query.set("dry", "1");
  const answer = await fetch(`/api/import?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
    ...(signal && { signal }),
  });
  if (answer.ok) return answer;
  throw new TransferError(reasonIn(await answer.json().catch(() => undefined), answer.status));
}

function reasonIn(answer: unknown, status: number): string {
  const { data } = importRefusalSchema.safeParse(answer);
  if (!data) return transferWords().status(status);
  const { file } = data.error.data;
  if (!file) return data.error.message;
  const said = transferWords();
  return [said.file[file.code], file.line === null ? "" : `(${said.line(file.line)})`].join(" ").trim();
}
