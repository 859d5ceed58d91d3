import { createServer } from "node:http";
import { newId } from "@codex/core/id";
import { REQUEST_LIMITS } from "@codex/core/limits";
import { beforeAll, expect, it } from "vitest";
import { type CodexClient, type CodexErrorCode, createClient, isCodexError } from "../src/client.js";
import { errorOf, recordRequests } from "./recorder.js";
import { startServer, type TestServer } from "./server.js";

let server: TestServer;
let codex: CodexClient;

beforeAll(async () => {
  server = await startServer();
  codex = createClient({ url: server.url });
  return server.close;
});

/** What `work` was refused with. */
async function refusalOf(work: Promise<unknown>) {
  const error = await errorOf(work);
  if (!isCodexError(error)) throw error;
  return error;
}

const refusals: [CodexErrorCode, number, string, () => Promise<unknown>][] = [
  ["NOT_FOUND", 404, "todo.byId", () => codex.todo.byId.query({ id: newId() })],
  ["NOT_FOUND", 404, "todo.delete", () => codex.todo.delete.mutate({ id: newId() })],
  ["BAD_REQUEST", 400, "todo.create", () => codex.todo.create.mutate({ text: "\0" })],
  [
    "CONFLICT",
    409,
    "todo.create",
    async () => {
      const id = newId();
      await codex.todo.create.mutate({ id, text: "a" });
      await codex.todo.create.mutate({ id, text: "b" });
    },
  ],
];

it.each(refusals)("tells a refusal by its code: %s, %i, %s", async (code, httpStatus, path, ask) => {
  const error = await refusalOf(ask());
  expect(error.data).toMatchObject({ code, httpStatus, path });
  expect(error.message).toMatch(/\w/);
  expect(isCodexError(error, code)).toBe(true);
  expect(isCodexError(error, "INTERNAL_SERVER_ERROR")).toBe(false);
});

it("says what is wrong with an input", async () => {
  const error = await errorOf(codex.todo.create.mutate({ id: "7", text: "  " }));
  if (!isCodexError(error, "BAD_REQUEST")) throw error;
  expect(error.data.issues).toEqual([
    { path: "id", message: expect.stringMatching(/\w/) },
    { path: "text", message: "must not be empty" },
  ]);
});

it("gives every call of a batch its own answer", async () => {
  const { fetch, sent } = recordRequests();
  const { todo } = createClient({ url: server.url, fetch });
  const calls = [
    todo.create.mutate({ text: "a" }),
    todo.create.mutate({ text: "" }),
    todo.delete.mutate({ id: newId() }),
  ];
  const codes = (await Promise.allSettled(calls)).map((result) =>
    result.status === "fulfilled" ? "ok" : isCodexError(result.reason) && result.reason.data.code,
  );
  expect(codes).toEqual(["ok", "BAD_REQUEST", "NOT_FOUND"]);
  expect(sent).toHaveLength(1);
});

it.each<[CodexErrorCode, number, string, Record<string, string>]>([
  ["PAYLOAD_TOO_LARGE", 413, "x".repeat(REQUEST_LIMITS.bodyBytes), {}],
  ["FORBIDDEN", 403, "a", { origin: "https://elsewhere.example" }],
  ["UNSUPPORTED_MEDIA_TYPE", 415, "a", { "content-type": "text/plain" }],
])(
  "gives every call of a batch that is refused as a whole the reason: %s",
  async (code, httpStatus, text, headers) => {
    const { fetch, sent } = recordRequests();
    const { todo } = createClient({ url: server.url, fetch, headers });
    const calls = [
      todo.create.mutate({ text }),
      todo.create.mutate({ text: "b" }),
      todo.clearCompleted.mutate(),
    ];
    for (const call of await Promise.all(calls.map(refusalOf))) {
      expect(call.data).toMatchObject({ code, httpStatus });
      expect(isCodexError(call, code)).toBe(true);
    }
    expect(sent).toHaveLength(1);
  },
);

/** An address at which something other than Codex answers, or nothing. */
async function withStranger(status: number | undefined, body: string, work: (url: string) => Promise<void>) {
  const stranger = createServer((_request, response) => {
    if (status === undefined) response.destroy();
    else response.writeHead(status, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const address = stranger.address();
  try {
    if (typeof address !== "object" || address === null) throw new Error("It listens on no port.");
    await work(`http://127.0.0.1:${address.port}`);
  } finally {
    await new Promise((resolve) => stranger.close(resolve));
  }
}

it.each([
  ["a proxy's error page", 502, "<h1>Bad gateway</h1>"],
  ["JSON of another kind", 500, '{"error":"no"}'],
  ["an error without data", 500, '{"error":{"code":-1,"message":"no"}}'],
  [
    "an error with data of another kind",
    500,
    '{"error":{"code":-1,"message":"no","data":{"code":7,"httpStatus":1}}}',
  ],
  ["an answer cut off", undefined, ""],
])("is not what failed without an answer of the server's: %s", async (_what, status, body) => {
  await withStranger(status, body, async (url) => {
    const error = await errorOf(createClient({ url }).todo.counts.query());
    expect(error).toBeInstanceOf(Error);
    expect(isCodexError(error)).toBe(false);
    expect(isCodexError(error, "INTERNAL_SERVER_ERROR")).toBe(false);
  });
});

it("is not what failed because nothing listens there", async () => {
  let gone = "";
  await withStranger(200, "", async (url) => {
    gone = url;
  });
  const error = await errorOf(createClient({ url: gone }).todo.create.mutate({ text: "a" }));
  expect(error).toBeInstanceOf(Error);
  expect(isCodexError(error)).toBe(false);
});

it("is not what failed before it was sent", async () => {
  const headers = () => Promise.reject(new Error("No token."));
  expect(await errorOf(createClient({ url: server.url, headers }).todo.counts.query())).toMatchObject({
    message: "No token.",
  });
  const tooLong = codex.todo.list.query({ cursor: "x".repeat(REQUEST_LIMITS.urlLength) });
  expect(isCodexError(await errorOf(tooLong))).toBe(false);
});

it.each([
  undefined,
  null,
  "NOT_FOUND",
  {},
  new Error("a"),
  { name: "TRPCClientError", data: { code: "NOT_FOUND" } },
])("is not any other value: %s", (value) => {
  expect(isCodexError(value)).toBe(false);
  expect(isCodexError(value, "NOT_FOUND")).toBe(false);
});
