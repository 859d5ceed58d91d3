import { describe, expect, it } from "vitest";
import { useTransfer } from "./transferring.js";

const { server, send, preview, importing, refusal, live } = useTransfer();

describe("hostile files", () => {
  const bytes = (...values: number[]) => new Uint8Array([...values, ...Array<number>(20).fill(65)]);
  it.each([
    ["nothing", "text", "", { status: 400, code: "empty" }],
    ["blank lines", "text", "\n\n \n", { status: 400, code: "nothing" }],
    ["a ZIP archive", "csv", bytes(0x50, 0x4b, 3, 4), { status: 400, code: "zip" }],
    ["UTF-16 with a mark", "text", bytes(0xff, 0xfe, 65, 0), { status: 400, code: "utf16" }],
    ["UTF-16 without", "text", bytes(65, 0, 66, 0, 67, 0), { status: 400, code: "utf16" }],
    ["latin1", "text", bytes(65, 10, 0xe4, 66), { status: 400, code: "encoding", line: 2 }],
    ["a program", "text", new Uint8Array(500), { status: 400, code: "binary" }],
    ["CSV of others", "csv", "a,b\n1,2\n", { status: 400, code: "columns" }],
    ["no calendar", "ical", "Hello\n", { status: 400, code: "calendar" }],
    ["no JSON", "json", "{'a'", { status: 400, code: "json" }],
    ["JSON of others", "json", '{"lists":[{"id":"a"}]}', { status: 400, code: "json" }],
    ["half of a JSON", "json", '{"format":"codex","lists":[', { status: 400, code: "json" }],
  ])("%s is told clearly", async (_name, format, body, told) => {
    expect(await refusal(format, body)).toMatchObject(told);
  });

  it("a line of 50 MB is left out and told by its number, and the rest is read", async () => {
    const long = "x".repeat(50 * 1024 * 1024);
    const report = await preview("text", `a\n${long}\nb\n`);
    expect(report).toMatchObject({ todos: 2, notKept: [{ line: 2, code: "tooLong" }] });
    const csv = await preview("csv", `TYPE,CONTENT\ntask,a\ntask,"${long}"\ntask,b\n`);
    expect(csv).toMatchObject({ todos: 2, notKept: [{ line: 3, code: "tooLong" }] });
    expect(await refusal("json", `{"format":"${long}"}`)).toMatchObject({ status: 400, code: "json" });
  }, 60_000);

  it("a million todos, and more than 64 MiB, are refused as a whole", async () => {
    expect(await refusal("text", "a\n".repeat(1_000_000))).toMatchObject({ status: 400, code: "tooMany" });
    const huge = "x"
      .repeat(1023)
      .concat("\n")
      .repeat(65 * 1024);
    expect(await refusal("text", huge)).toMatchObject({ status: 413, code: "tooLarge" });
  }, 60_000);

  it("what PostgreSQL cannot keep is taken out, too many words go on in the notes, and script stays text", async () => {
    const json = `{"format":"codex","lists":[{"id":"1","name":"Inbox","isInbox":true,"todos":[
      {"id":"0190163d-8694-739b-aea5-966c26f8ad90","text":"a\\ud800b\\u0000c"}]}]}`;
    expect((await preview("json", json)).notKeptCounts).toEqual({ characters: 1 });
    await importing("json", json);
    await importing(
      "text",
      `a\0b\n${"é".repeat(2_500)}\n<img src=x onerror=alert(1)>[a](javascript:alert(1))\n`,
    );
    const rows = await server().db.todo.findMany({ orderBy: { rank: "asc" } });
    expect(rows.map(({ text }) => text).toSorted()).toEqual(
      [
        "ab",
        "a\uFFFDbc",
        "é".repeat(2_000),
        "<img src=x onerror=alert(1)>[a](javascript:alert(1))",
      ].toSorted(),
    );
    expect(rows.find(({ notes }) => notes)?.notes).toBe("é".repeat(500));
  });

  it("an upload that is broken off leaves nothing, and the next is taken", async () => {
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("a\nb\n")),
      pull: () => {
        abort.abort();
        return new Promise(() => {});
      },
    });
    const request: RequestInit & { duplex: "half" } = {
      ...{ method: "POST", body, duplex: "half", signal: abort.signal },
      headers: { "content-type": "application/octet-stream" },
    };
    await expect(fetch(`${server().url}/api/import?format=text`, request)).rejects.toThrow();
    expect(await live()).toBe(0);
    await expect.poll(async () => (await send("text", "c\n", "&dry=1")).status).toBe(200);
  });
});
