import { describe, expect, it } from "vitest";
import { useTransfer } from "./transferring.js";

const { server, send, preview, importing, refusal, live } = useTransfer();

describe("hostile files", () => {
  const bytes = (...values: number[]) => new Uint8Array([...values, ...Array<number>(20).fill(65)]);
  const lists = Array.from({ length: 501 }, (_, index) => ({ id: String(index), name: "a" }));
  const LISTS = JSON.stringify({ format: "codex", lists });
  const NAMED = "BEGIN:VCALENDAR\nX-WR-CALNAME:Home\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n";
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
    ["more lists than there may be", "json", LISTS, { status: 400, code: "tooManyLists" }],
    ["a name of a calendar and no todo", "ical", NAMED, { status: 400, code: "nothing" }],
    ["half of a JSON", "json", '{"format":"codex","lists":[', { status: 400, code: "json" }],
  ])("%s is told clearly", async (_name, format, body, told) => {
    expect(await refusal(format, body)).toMatchObject(told);
  });

  it("columns without number are refused, and so are more records than todos: each takes its time", async () => {
    const columns = `TYPE,CONTENT${",a".repeat(30_000)}\n`;
    expect(await refusal("csv", streamOf(columns, "x\n", 50_000, "task,a\n"))).toMatchObject({
      ...{ status: 400, code: "columns", line: 1 },
    });
    expect(await refusal("csv", streamOf("TYPE,CONTENT\n", "x\n", 100_001, "task,a\n"))).toMatchObject({
      ...{ status: 400, code: "tooMany", line: 100_002 },
    });
    const most = `TYPE,CONTENT${",a".repeat(498)}\n`;
    expect(await preview("csv", streamOf(most, "x\n", 1_000, "task,a\n"))).toMatchObject({ todos: 1 });
  });

  it("blanks without end take no longer to look through than other fields", async () => {
    const blanks = " ".repeat(60_000);
    const fields = [`a${blanks}b,`, `a${blanks}@b c,`, `a,2026${blanks}x`, `a,every day${blanks}x`];
    const begun = process.cpuUsage();
    const report = await preview(
      "csv",
      `TYPE,CONTENT,DATE\n${fields.map((row) => `task,${row}\n`).join("")}`,
    );
    expect(report).toMatchObject({ todos: 4, notKeptCounts: { textCut: 2, date: 2 } });
    // To go through them once for each is a matter of many seconds, in which nothing is waited for.
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });

  it("a calendar in calendars without end is left out, and the rest is read", async () => {
    const deep = (name: string, levels: number) =>
      `BEGIN:VTODO\nSUMMARY:${name}\n${"BEGIN:A\n".repeat(levels)}${"END:A\n".repeat(levels)}END:VTODO\n`;
    // One that we do not take for a beginning, and the library does.
    const other = `BEGIN:VTODO\nSUMMARY:b\n${"BEGIN:A B\n".repeat(5_000)}${"END:A B\n".repeat(5_000)}END:VTODO\n`;
    const file = `BEGIN:VCALENDAR\n${deep("a", 8_000)}${other}${deep("c", 3)}END:VCALENDAR\n`;
    const report = await preview("ical", file);
    expect(report.first.map(({ text }) => text)).toEqual(["c"]);
    expect(report.notKeptCounts).toEqual({ unreadable: 2, noTodo: 1 });
    const alone = `BEGIN:VCALENDAR\n${deep("a", 8_000)}END:VCALENDAR\n`;
    expect(await refusal("ical", alone)).toMatchObject({ status: 400, code: "nothing" });
  });

  it.each([
    ["brackets without end", "[".repeat(50_000) + "]".repeat(50_000)],
    ["what cannot be written as one", '{"toString":1}'],
    ["nothing", "null"],
  ])("a list has no ID or name that is %s: that is told, and its todos are read", async (_what, odd) => {
    const list = (id: string, name: string, todos: string) =>
      `{"format":"codex","lists":[{"id":${id},"name":${name},"todos":[${todos}]}]}`;
    const todo = `{"id":"${ID}","text":"a"}`;
    expect(await refusal("json", list(odd, '"a"', ""))).toMatchObject({ status: 400, code: "nothing" });
    const told = { todos: 1, notKeptCounts: { unreadable: 1 } };
    expect(await preview("json", list(odd, '"a"', todo))).toMatchObject({ ...told, lists: [] });
    expect(await preview("json", list('"1"', odd, todo))).toMatchObject({ ...told, lists: ["…"] });
  });

  const MIB = "x".repeat(1024 * 1024);
  const VTODO = (text: string) => `BEGIN:VTODO\nSUMMARY:${text}\nEND:VTODO\n`;

  it.each([
    ["text", ["a\n", "\nb\n"], 2],
    ["todotxt", ["a\n(A) ", " +b @c due:2026-01-01\nb\n"], 2],
    ["csv", ['TYPE,CONTENT\ntask,a\ntask,"', '"\ntask,b\n'], 3],
    [
      "ical",
      [`BEGIN:VCALENDAR\n${VTODO("a")}BEGIN:VTODO\nSUMMARY:`, `\nEND:VTODO\n${VTODO("b")}END:VCALENDAR\n`],
      5,
    ],
  ] as const)(
    "a line of 50 MB in %s is left out and told by its number, and the rest is read",
    async (format, [head, tail], line) => {
      const report = await preview(format, streamOf(head, MIB, 50, tail));
      expect(report).toMatchObject({ todos: 2, notKept: [{ line, code: "tooLong" }] });
      expect(report.first.map(({ text }) => text)).toEqual(["a", "b"]);
    },
  );

  it("one of 50 MB in JSON is refused", async () => {
    expect(await refusal("json", streamOf('{"format":"', MIB, 50, '"}'))).toMatchObject({
      status: 400,
      code: "json",
    });
  });

  const ID = "0190163d-8694-739b-aea5-966c26f8ad90";
  it.each([
    ["text", "", "a\n", ""],
    ["todotxt", "", "a\n", ""],
    ["csv", "TYPE,CONTENT\n", "task,a\n", ""],
    ["ical", "BEGIN:VCALENDAR\n", VTODO("a"), "END:VCALENDAR\n"],
    [
      "json",
      `{"format":"codex","lists":[{"id":"1","name":"a","todos":[`,
      `{"id":"${ID}","text":"a"},\n`,
      "null]}]}",
    ],
  ])("a million todos of %s are refused as a whole", async (format, head, todo, tail) => {
    await server().client.todo.create.mutate({ text: "Here before" });
    expect(await refusal(format, streamOf(head, todo, 1_000_000, tail))).toMatchObject({
      status: 400,
      code: "tooMany",
    });
    expect(await live()).toBe(1);
  });

  it("more than 64 MiB are refused as a whole", async () => {
    const line = `${"x".repeat(1023)}\n`;
    expect(await refusal("text", streamOf("", line, 65 * 1024, ""))).toMatchObject({
      status: 413,
      code: "tooLarge",
    });
  });

  it("what PostgreSQL cannot keep is taken out, and too many words go on in the notes", async () => {
    const json = `{"format":"codex","lists":[{"id":"1","name":"Inbox","isInbox":true,"todos":[
      {"id":"0190163d-8694-739b-aea5-966c26f8ad90","text":"a\\ud800b\\u0000c"}]}]}`;
    expect((await preview("json", json)).notKeptCounts).toEqual({ characters: 1 });
    await importing("json", json);
    await importing("text", `a\0b\n${"é".repeat(2_500)}\n`);
    const rows = await server().db.todo.findMany({ orderBy: { rank: "asc" } });
    expect(rows.map(({ text }) => text).toSorted()).toEqual(
      ["ab", "a\uFFFDbc", "é".repeat(2_000)].toSorted(),
    );
    expect(rows.find(({ notes }) => notes)?.notes).toBe("é".repeat(500));
  });

  describe("labels and views of a JSON", () => {
    const file = (labels: unknown[], views: unknown[], todo: object = {}) =>
      JSON.stringify({
        ...{ format: "codex", labels, views },
        lists: [{ id: "1", name: "Inbox", isInbox: true, todos: [{ id: ID, text: "a", ...todo }] }],
      });
    const view = (fields: object) => ({ id: ID, name: "Mine", query: "priority=1", ...fields });
    const kept = { label: { name: "home", color: "teal" }, view: view({ id: ID.replace("0", "1") }) };

    it.each<[what: string, label: object, view: object]>([
      ["NUL", { name: "a\0b", color: "red" }, view({ name: "a\0b" })],
      ["half a surrogate", { name: "a\ud800", color: "red" }, view({ query: "text=\udc00" })],
      ["no name", { name: " ", color: "red" }, view({ name: " " })],
      ["two words, no query", { name: "a b", color: "red" }, view({ query: "" })],
      ["too long a name", { name: "é".repeat(41), color: "red" }, view({ name: "é".repeat(61) })],
      [
        "an unknown colour, too long a query",
        { name: "b", color: "plaid" },
        view({ query: "q".repeat(501) }),
      ],
    ])("with %s are left out and told, and the rest is imported", async (_what, label, odd) => {
      const body = file([label, kept.label], [odd, kept.view]);
      expect((await preview("json", body)).notKeptCounts).toEqual({ color: 1, view: 1 });
      expect(await importing("json", body)).toMatchObject({ added: 1, refused: [] });
      expect(await server().client.label.all.query()).toEqual([kept.label]);
      expect(await server().client.view.all.query()).toMatchObject([{ name: "Mine", query: "priority=1" }]);
    });

    it("the names that are told are such as can be shown", async () => {
      const { notKept } = await preview(
        "json",
        file([{ name: "a\0\ud800b", color: "red" }], [view({ query: "" })]),
      );
      expect(notKept.map(({ code, detail }) => `${code} ${detail}`)).toEqual(["color a\uFFFDb", "view Mine"]);
    });

    it("labels, notes and a date on a todo that cannot be kept are made fit or left out, and the todo is kept", async () => {
      const labels = ["a\0b", "c\ud800", "two words", "é".repeat(41), "#", "home"];
      const body = file([], [], { labels, notes: `n\0${"é".repeat(20_000)}`, due: "tomorrow" });
      expect((await preview("json", body)).notKeptCounts).toEqual({
        ...{ label: 5, characters: 1, notesCut: 1, date: 1 },
      });
      expect(await importing("json", body)).toMatchObject({ added: 1, refused: [] });
      expect(await server().db.todo.findMany()).toMatchObject([
        {
          ...{ text: "a", notes: `n${"é".repeat(19_999)}`, due: null },
          labels: ["ab", "c\uFFFD", "two-words", "é".repeat(40), "home"],
        },
      ]);
    });

    it("more labels than a todo may have are told, and the todo is kept", async () => {
      const labels = Array.from({ length: 21 }, (_, index) => `l${index}`);
      const body = file([], [], { labels });
      expect((await preview("json", body)).notKept).toMatchObject([{ code: "labels", detail: "l20" }]);
      await importing("json", body);
      expect((await server().db.todo.findFirst())?.labels).toEqual(labels.slice(0, 20));
    });
  });

  const SCRIPT = "<img src=x onerror=alert(1)>[a](javascript:alert(1))";
  it.each([
    ["text", SCRIPT],
    ["todotxt", SCRIPT],
    ["csv", `TYPE,CONTENT\ntask,${SCRIPT}\n`],
    ["ical", `BEGIN:VCALENDAR\n${VTODO(SCRIPT)}END:VCALENDAR\n`],
    [
      "json",
      JSON.stringify({ format: "codex", lists: [{ id: "1", name: "a", todos: [{ id: ID, text: SCRIPT }] }] }),
    ],
  ])(
    "script in %s stays text, and what is exported is nothing that a browser would show",
    async (format, body) => {
      await importing(format, body);
      expect((await server().db.todo.findMany()).map(({ text }) => text)).toEqual([SCRIPT]);
      const { headers } = await fetch(
        `${server().url}/api/export?format=${format === "text" ? "json" : format}`,
      );
      expect(headers.get("content-type")).not.toContain("html");
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

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

/** A file that is made while it is sent: so often the same between a beginning and an end. */
function streamOf(head: string, piece: string, times: number, tail: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const atOnce = Math.max(1, Math.floor(65_536 / piece.length));
  let left = times;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: (controller) => {
      const count = Math.min(left, atOnce);
      left -= count;
      controller.enqueue(encoder.encode(count > 0 ? piece.repeat(count) : tail));
      if (count === 0) controller.close();
    },
  });
}
