import { newId } from "@codex/core/id";
import { beforeAll, expect, it } from "vitest";
import { rowsOf, useTestServer } from "./server.js";

const server = useTestServer();
const KNOWN = newId();

beforeAll(async () => {
  await server().client.todo.create.mutate({ id: KNOWN, text: "here before" });
});

interface Refusal {
  readonly status: number;
  readonly code: string;
}
const bad: Refusal = { status: 400, code: "BAD_REQUEST" };
const missing: Refusal = { status: 404, code: "NOT_FOUND" };
const conflict: Refusal = { status: 409, code: "CONFLICT" };
const method: Refusal = { status: 405, code: "METHOD_NOT_SUPPORTED" };
const type: Refusal = { status: 415, code: "UNSUPPORTED_MEDIA_TYPE" };
const large: Refusal = { status: 413, code: "PAYLOAD_TOO_LARGE" };

type Case = readonly [what: string, refusal: Refusal, path: string, init?: RequestInit];

const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) => ({
  method: "POST",
  headers,
  body,
});
const call = (procedure: string, input: unknown): [string, RequestInit] => [
  procedure,
  post(JSON.stringify(input)),
];
const ask = (procedure: string, input: string): [string] => [
  `${procedure}?input=${encodeURIComponent(input)}`,
];
const batchOf = (count: number) => Array.from({ length: count }, () => "todo.counts").join(",");

const CASES: readonly Case[] = [
  ["no input where there has to be one", bad, ...call("todo.create", undefined)],
  ["no body where there has to be one", bad, "todo.create", post("")],
  ["a missing field", bad, ...call("todo.create", {})],
  ["a field too many", bad, ...call("todo.create", { text: "a", done: true })],
  ["a key __proto__", bad, "todo.create", post('{"text":"a","__proto__":{"completed":true}}')],
  ["a key constructor", bad, "todo.create", post('{"text":"a","constructor":{"prototype":{}}}')],
  ["a number for a text", bad, ...call("todo.create", { text: 7 })],
  ["null for a text", bad, ...call("todo.create", { text: null })],
  ["an array for an object", bad, ...call("todo.create", [])],
  ["a text for a boolean", bad, ...call("todo.update", { id: KNOWN, completed: "true" })],
  ["an empty text", bad, ...call("todo.create", { text: "" })],
  ["a text of white space", bad, ...call("todo.create", { text: " \n\t " })],
  ["a text of 2,001 characters", bad, ...call("todo.create", { text: "a".repeat(2_001) })],
  ["a text with NUL", bad, ...call("todo.create", { text: "a\0b" })],
  ["a text with a lone surrogate", bad, "todo.create", post('{"text":"a\\ud800b"}')],
  ["an update to a bad text", bad, ...call("todo.update", { id: KNOWN, text: "\0" })],
  ["an update of nothing", bad, ...call("todo.update", { id: KNOWN })],
  ["an id that is no UUID", bad, ...call("todo.create", { id: "1", text: "a" })],
  ["an id that is no UUID, to update", bad, ...call("todo.update", { id: "1", text: "a" })],
  ["an id that is no UUID, to delete", bad, ...call("todo.delete", { id: `${KNOWN} ` })],
  ["an id that is no UUID, to read", bad, ...ask("todo.byId", '{"id":"x"}')],
  ["an unknown id, to update", missing, ...call("todo.update", { id: newId(), text: "a" })],
  ["an unknown id, to delete", missing, ...call("todo.delete", { id: newId() })],
  ["an unknown id, to read", missing, ...ask("todo.byId", JSON.stringify({ id: newId() }))],
  ["a taken id with another text", conflict, ...call("todo.create", { id: KNOWN, text: "another" })],
  ["input for a procedure that takes none", bad, ...call("todo.clearCompleted", { all: true })],
  ["malformed JSON in a body", bad, "todo.create", post('{"text":')],
  ["malformed JSON in a URL", bad, ...ask("todo.list", "{")],
  ["a malformed URL", bad, "todo.list?input=%E0%A4%A"],
  ["a malformed path", bad, "%zz"],
  ["a bad cursor", bad, ...ask("todo.list", '{"cursor":"no cursor"}')],
  [
    "a cursor of other things",
    bad,
    ...ask("todo.list", `{"cursor":"${btoa('["2026-13-45T00:00:00.000Z","x"]')}"}`),
  ],
  ["an empty cursor", bad, ...ask("todo.list", '{"cursor":""}')],
  ["limit 0", bad, ...ask("todo.list", '{"limit":0}')],
  ["limit 201", bad, ...ask("todo.list", '{"limit":201}')],
  ['limit "x"', bad, ...ask("todo.list", '{"limit":"x"}')],
  ["limit 1e999", bad, ...ask("todo.list", '{"limit":1e999}')],
  ["an unknown filter", bad, ...ask("todo.list", '{"filter":"done"}')],
  ["a body over the limit", large, "todo.create", post(JSON.stringify({ text: "a".repeat(1024 * 1024) }))],
  ["a batch over the limit", bad, `${batchOf(51)}?batch=1&input=%7B%7D`],
  ["a mutation asked with GET", method, "todo.create?input=%7B%22text%22%3A%22a%22%7D"],
  ["a query asked with POST", method, ...call("todo.list", {})],
  ["a method that nothing answers", method, "todo.delete", { method: "DELETE" }],
  ["another such method, with a body", method, "todo.create", { ...post('{"text":"a"}'), method: "PUT" }],
  ["a body of another type", type, "todo.create", post('{"text":"a"}', { "content-type": "text/plain" })],
  ["a form", type, "todo.create", post("text=a", { "content-type": "application/x-www-form-urlencoded" })],
  ["a body without a type", type, "todo.create", { method: "POST", body: new Blob(['{"text":"a"}']) }],
  ["an unknown procedure", missing, ...call("todo.explode", { text: "a" })],
  ["a procedure named after an object's own", missing, ...call("__proto__", {})],
  ["another", missing, ...call("constructor", {})],
  ["a router in place of a procedure", missing, ...call("todo", {})],
  ["no procedure at all", missing, "", post("{}")],
  ["a path below a procedure", missing, "todo.list/more"],
];

it.each(CASES.map((entry) => [entry[0], entry] as const))(
  "refuses %s, data as before",
  async (_name, entry) => {
    const [, { status, code }, path, init] = entry;
    const before = await rowsOf(server());
    const answer = await fetch(`${server().url}/trpc/${path}`, init);
    const text = await answer.text();
    expect([answer.status, text.slice(0, 300)]).toEqual([status, expect.any(String)]);
    const parsed: unknown = JSON.parse(text);
    const envelope = Array.isArray(parsed) ? parsed[0] : parsed;
    expect(envelope).toMatchObject({
      error: { message: expect.stringMatching(/./), data: { code, httpStatus: status } },
    });
    expect(text).not.toMatch(/stack|node_modules|prisma/i);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await rowsOf(server())).toEqual(before);
  },
);

it("names every field that is wrong, and what would be right", async () => {
  const answer = await fetch(`${server().url}/trpc/todo.create`, post('{"id":"1","text":"","x":1}'));
  expect(await answer.json()).toMatchObject({
    error: {
      message: expect.stringContaining("text: must not be empty"),
      data: {
        issues: expect.arrayContaining([
          { path: "id", message: expect.stringMatching(/UUID/i) },
          { path: "text", message: "must not be empty" },
          { path: "", message: expect.stringContaining('"x"') },
        ]),
      },
    },
  });
});

it("in a batch, refuses what is wrong and does the rest", async () => {
  const body = JSON.stringify({ 0: { text: "batched" }, 1: { text: "" } });
  const answer = await fetch(`${server().url}/trpc/todo.create,todo.create?batch=1`, post(body));
  expect(answer.status).toBe(207);
  expect(await answer.json()).toMatchObject([
    { result: { data: { text: "batched" } } },
    { error: { data: { code: "BAD_REQUEST" } } },
  ]);
});

it("answers as before after all of it", async () => {
  expect(await server().client.todo.byId.query({ id: KNOWN })).toMatchObject({ text: "here before" });
  expect(await (await fetch(`${server().url}/health/ready`)).json()).toEqual({ status: "ready" });
});

it("takes no body for no input", async () => {
  const answer = await fetch(`${server().url}/trpc/todo.clearCompleted`, post(""));
  expect([answer.status, await answer.json()]).toEqual([200, { result: { data: { count: 0 } } }]);
});
