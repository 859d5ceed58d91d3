import { importLineSchema, importReportSchema } from "@codex/core/transfer/report";
import { beforeEach, expect } from "vitest";
import { rowsOf, type TestServer, useTestServer } from "./server.js";

export type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** A server that is emptied before each test, and what moves in and out of it. */
export function useTransfer() {
  const server = useTestServer();
  beforeEach(() => empty(server()));

  const send = async (format: string, body: Body, more = "") => {
    const request: RequestInit & { duplex: "half" } = {
      ...{ method: "POST", body, duplex: "half" },
      headers: { "content-type": "application/octet-stream" },
    };
    const answer = await fetch(`${server().url}/api/import?format=${format}${more}`, request);
    return { status: answer.status, text: await answer.text() };
  };

  const preview = async (format: string, body: Body, more = "") => {
    const { text } = await send(format, body, `&dry=1${more}`);
    return importReportSchema.parse(JSON.parse(text));
  };

  /** Imports a file, and tells what came of it. */
  const importing = async (format: string, body: Body, more = "") => {
    const { status, text } = await send(format, body, more);
    expect(status, text).toBe(200);
    const lines = text.trim().split("\n");
    const last = lines.map((line) => importLineSchema.parse(JSON.parse(line))).at(-1);
    if (last?.kind !== "done") throw new Error(`It has not ended: ${text.slice(-500)}`);
    return last;
  };

  const exporting = async (format: string) =>
    (await fetch(`${server().url}/api/export?format=${format}`)).text();

  /** What is wrong with a file, by the code that the page goes by; nothing has changed by it. */
  const refusal = async (format: string, body: Body) => {
    const before = await rowsOf(server());
    const { status, text } = await send(format, body);
    expect(await rowsOf(server())).toEqual(before);
    const { data } = JSON.parse(text).error;
    return { status, ...data.file };
  };

  const undoAll = async (batch: string) => {
    while ((await server().client.history.undoBatch.mutate({ batch })).left > 0);
  };

  const live = () => server().db.todo.count({ where: { deletedAt: null } });
  return {
    server,
    send,
    preview,
    importing,
    exporting,
    refusal,
    undoAll,
    live,
    empty: () => empty(server()),
  };
}

async function empty({ db }: TestServer): Promise<void> {
  await db.list.deleteMany({ where: { inboxOf: null } });
  for (const table of ["todo", "series", "label", "saved_view", "command"])
    await db.$executeRawUnsafe(`delete from ${table}`);
}
