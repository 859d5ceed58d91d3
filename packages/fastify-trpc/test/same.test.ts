import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Pair, type Seen, type Setting } from "./pair.js";
import { bytesOf, type RawRequest } from "./raw.js";

const JSON_TYPE = { "content-type": "application/json" };

function get(path: string, input?: unknown, headers?: RawRequest["headers"]): RawRequest {
  const query =
    input === undefined
      ? ""
      : `${path.includes("?") ? "&" : "?"}input=${encodeURIComponent(JSON.stringify(input))}`;
  return { method: "GET", path: `/trpc/${path}${query}`, ...(headers && { headers }) };
}

function post(path: string, input?: unknown, headers?: RawRequest["headers"]): RawRequest {
  const body = input === undefined ? "" : JSON.stringify(input);
  return { method: "POST", path: `/trpc/${path}`, headers: { ...JSON_TYPE, ...headers }, body };
}

/** What is asked, and the status, so that what is the same on both sides is also what is meant. */
const CORPUS: [what: string, request: RawRequest, status: number, says?: string][] = [
  ["a query", get("noop"), 200, '{"result":{"data":{"ok":true}}}'],
  ["a query without an answer", get("quiet"), 200, '{"result":{}}'],
  ["a query with an input", get("greet", { name: "Anna" }), 200, "Hello, Anna"],
  ["a query with a wrong input", get("greet", { name: 7 }), 400, "expected string"],
  ["an input that is no JSON", { method: "GET", path: "/trpc/greet?input={" }, 400, "JSON"],
  ["a mutation", post("add", { a: 1, b: 2 }), 200, '{"sum":3}'],
  ["an output that fails its schema", post("add", { a: 99, b: 2 }), 500, "Output validation failed"],
  ["a body that is no JSON", { ...post("say"), body: "{" }, 400, "JSON"],
  ["no body at all", post("say"), 400, "JSON"],
  ["a body that nobody reads", { ...post("header"), body: "{" }, 200],
  ["a body with a byte order mark", { ...post("say"), body: "\uFEFF1" }, 200, '{"data":1}'],
  ["a body that is too large", post("say", "x".repeat(500_000)), 413],
  ["a large body", post("say", "x".repeat(390_000)), 200, "xxx"],
  ["a large answer", get("out", "large"), 200, "xxx"],
  ["an answer with letters of all kinds", get("out", "text"), 200, "ünï😀"],
  ["an answer that is no JSON", get("out", "bigint"), 500, "BigInt"],
  ["an answer that goes round", get("out", "circular"), 500, "circular"],
  ["an answer of streams", get("out", "iterable"), 415, "httpBatchStreamLink"],
  ["a batch with an answer of streams", get("out,noop?batch=1", { 0: "promises" }), 207],
  ["a batch of queries", get("noop,quiet,greet?batch=1", { 2: { name: "Bob" } }), 200],
  ["a batch of which some fail", get("noop,nowhere,greet?batch=1"), 207],
  ["a batch of which all fail alike", get("a.c,a.d?batch=1"), 404],
  ["a batch of mutations", post("add,say?batch=1", { 0: { a: 1 }, 1: null }), 200],
  ["a batch of different kinds", get("noop,say?batch=1"), 400, "Cannot mix procedure types"],
  ["a batch whose inputs are a list", get("echo?batch=1", [1]), 400, "needs to be an object"],
  ["a batch with a subscription", get("count?batch=1", { 0: { to: 1 } }), 400, "Cannot batch"],
  ["a streamed batch", get("noop,greet?batch=1", undefined, { "trpc-accept": "application/jsonl" }), 200],
  ["an unknown procedure", get("nowhere"), 404, "No procedure found"],
  ["a name of every object", get("toString"), 404],
  ["a nested procedure", get("a.b.c"), 200, "nested"],
  ["a router as a procedure", get("a.b"), 404],
  ["a procedure with an odd name", get("odd%20name%20%2525%2F%2C%3F"), 200, "odd"],
  ["a path that cannot be decoded", get("%25"), 500, "URI malformed"],
  ["a lazy router", get("lazily.hello"), 200, "late"],
  ["a lazy router in a lazy router", get("lazily.more.deep"), 200, "later"],
  ["a lazy router that fails to load", get("broken.any"), 500, "Does not load"],
  ["a query by POST", post("noop"), 405],
  ["a mutation by GET", get("say"), 405],
  ["HEAD", { method: "HEAD", path: "/trpc/noop" }, 204],
  ["PUT", { method: "PUT", path: "/trpc/noop", headers: JSON_TYPE, body: "{}" }, 405],
  ["OPTIONS", { method: "OPTIONS", path: "/trpc/noop" }, 415],
  [
    "a form",
    { method: "POST", path: "/trpc/say", headers: { "content-type": "text/plain" }, body: "a" },
    415,
  ],
  ["no content type", { method: "POST", path: "/trpc/say", body: "" }, 415],
  [
    "a file",
    { method: "POST", path: "/trpc/say", headers: { "content-type": "application/octet-stream" }, body: "a" },
    415,
  ],
  [
    "a chunked body",
    {
      ...post("say"),
      headers: { ...JSON_TYPE, "transfer-encoding": "chunked" },
      body: "1\r\n7\r\n0\r\n\r\n",
    },
    200,
  ],
  ["a host that makes no URL", get("noop", undefined, { host: "a b" }), 500, "Invalid URL"],
  ["a host with a name", get("noop", undefined, { host: "a@c" }), 500],
  ["a host with a password", get("noop", undefined, { host: "a:b@c" }), 500],
  [
    "a context that cannot be made",
    get("noop,nowhere?batch=1", undefined, { "x-context": "throws" }),
    207,
    "No context",
  ],
  ["a context that refuses", get("noop", undefined, { "x-context": "refuses" }), 401, "Not you"],
  ["a context that sets headers", get("noop", undefined, { "x-context": "sets" }), 200],
  ["a context that reads the input", get("echo", 1, { "x-context": "reads" }), 200],
  ["a middleware that refuses", get("me"), 401, "Who are you?"],
  [
    "a middleware that changes the context",
    get("me", undefined, { "x-user": "anna" }),
    200,
    '"checked":true,"status":200',
  ],
  ["a middleware that reads the input", get("peek", { a: 1 }), 200],
  ["a middleware that changes the input", post("replaced"), 200],
  ["a middleware that forgets what comes next", get("forgets"), 500, "No result from middlewares"],
  ["a procedure that copies what it is given", get("spread"), 200, '"signal"'],
  ["a function around a procedure", get("around", 1), 200, "around"],
  ["a procedure that sets headers", post("header"), 200],
  ["what is thrown and is no error", get("fail", { how: "text" }), 500, "only text"],
  ["undefined, thrown", get("fail", { how: "nothing" }), 500],
  ["connection parameters", get("noop?connectionParams=%7B%22a%22:%22b%22%7D"), 200],
  ["wrong connection parameters", get("noop?connectionParams=1"), 400, "Invalid connection params"],
  ["an error nobody can be told of", get("nowhere", undefined, { "x-on-error": "throws" }), 500],
  ["headers of responseMeta", get("noop", undefined, { "x-meta": "plain" }), 200],
  ["headers of responseMeta in lists", get("noop", undefined, { "x-meta": "lists" }), 200],
  ["headers of responseMeta as such", get("noop", undefined, { "x-meta": "real" }), 200],
  ["headers in another alphabet", get("noop", undefined, { "x-meta": "foreign" }), 200],
  ["headers that cannot be", get("noop", undefined, { "x-meta": "wrongName" }), 500],
  ["headers that say how it is sent", get("noop", undefined, { "x-meta": "framing" }), 200],
  ["a status of responseMeta", get("noop", undefined, { "x-meta": "status" }), 418],
  ["a status that has no body", get("noop", undefined, { "x-meta": "noContent" }), 500],
  ["a responseMeta that throws", get("noop", undefined, { "x-meta": "throws" }), 500],
  ["a subscription", get("count", { to: 3 }), 200, "event: return"],
  ["a subscription that is resumed", get("count", { to: 5 }, { "last-event-id": "2" }), 200, "id: 3"],
  ["a subscription that is resumed by the query", get("count?lastEventId=3", { to: 5 }), 200, "id: 4"],
  ["a resumed subscription without an input", get("resume?Last-Event-Id=3"), 200, '"lastEventId":"3"'],
  ["a subscription that fails", get("count", { to: 1, fail: "CONFLICT" }), 200, "serialized-error"],
  ["a subscription that is aborted", get("count", { to: 1, fail: "abort" }), 200],
  ["a subscription that is refused", get("refused"), 200, "Who are you?"],
  ["a subscription that fails at once", get("fails"), 200, "Not this one"],
  ["a subscription with a wrong input", get("count", { to: 99 }), 200, "serialized-error"],
  ["a subscription of nothing", get("notIterable"), 200, "did not return an observable"],
  ["a subscription by POST", post("count", { to: 1 }), 200, "serialized-error"],
  [
    "a subscription of odd values",
    get("values", ["undefined", "null", "text", "date", "function"]),
    200,
    "data: undefined",
  ],
  ["a subscription of what is no JSON", get("values", ["list", "bigint", "list"]), 200, "serialized-error"],
  ["a subscription of an object that changes", get("changing"), 200, '"number":2'],
  ["an observable", get("observed", { fail: false }), 200, "data: 2"],
  ["an observable that fails", get("observed", { fail: true }), 200, "Observed"],
  ["a subscription with headers of its own", get("count", { to: 1 }, { "x-meta": "plain" }), 200],
];

describe("The same as with tRPC's own plugin", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.start({ formats: true });
  });
  afterAll(() => pair.close());

  it.each(CORPUS)("%s", async (_, request, status, says = "") => {
    const { ours, theirs } = await pair.both(request);
    expect(ours).toEqual(theirs);
    expect(ours.status).toBe(status);
    expect(ours.body).toContain(says);
  });

  it("an object that changes is written as it is, and one that cannot is written once", async () => {
    const { ours } = await pair.both(get("changing"));
    const numbers = [...ours.body.matchAll(/"number":(\d)/g)].map(([, number]) => number);
    expect(numbers).toEqual(["0", "1", "2", "0", "1", "2"]);
    expect(ours.body.match(/^id: .$/gm)).toEqual(["id: a", "id: a", "id: b"]);
  });

  it("a connection is kept, and requests that come together are answered in order", async () => {
    const answers = pair.servers.map(async ([, { port, journal }]) => {
      const socket = connect({ port, host: "127.0.0.1" });
      const requests = ["noop", "quiet", "nowhere", "noop"].map((name) => bytesOf(port, get(name)));
      socket.write(
        Buffer.concat([...requests, bytesOf(port, get("late", undefined, { connection: "close" }))]),
      );
      let text = "";
      for await (const chunk of socket) text += chunk;
      journal.take();
      return text.match(/HTTP\/1.1 \d+/g);
    });
    const [ours, theirs] = await Promise.all(answers);
    expect(ours).toEqual(theirs);
    expect(ours).toEqual([200, 200, 404, 200, 200].map((status) => `HTTP/1.1 ${status}`));
  });
});

describe.each<[string, Setting, RawRequest, Partial<Seen>]>([
  ["a limit of batches", { options: { maxBatchSize: 1 } }, get("noop,noop?batch=1"), { status: 400 }],
  ["no batches", { options: { allowBatching: false } }, get("noop?batch=1"), { status: 400 }],
  [
    "no batches, in the older way",
    { options: { batching: { enabled: false } } },
    get("noop?batch=1"),
    { status: 400 },
  ],
  ["another method allowed", { options: { allowMethodOverride: true } }, post("noop"), { status: 200 }],
  ["stacks for developers", { isDev: true }, get("nowhere"), { status: 404 }],
  ["hooks of the server", { hooks: true }, get("noop"), { status: 200 }],
  ["hooks of the server, and a stream", { hooks: true }, get("count", { to: 2 }), { status: 200 }],
  [
    "an error handler of the server",
    { hooks: true },
    get("noop", undefined, { "x-meta": "throws" }),
    { status: 500 },
  ],
  [
    "an error that cannot be formatted",
    { formats: true },
    get("fail", { how: "unformattable" }),
    { status: 500 },
  ],
  ["a status of the formatter", { formats: true }, get("fail", { how: "teapot" }), { status: 418 }],
  [
    "a transformer",
    { transforms: true },
    get("out", { packed: "date" }),
    { status: 200, body: '{"result":{"data":{"packed":{"date":0}}}}' },
  ],
  [
    "what the transformer cannot write",
    { transforms: true },
    get("out", { packed: "unwritable" }),
    { status: 500 },
  ],
  [
    "what the transformer cannot read",
    { transforms: true },
    get("echo", { packed: "unreadable" }),
    { status: 400 },
  ],
  ["a transformer, and a stream", { transforms: true }, get("count", { packed: { to: 2 } }), { status: 200 }],
  ["no streams", { sse: { enabled: false } }, get("count", { to: 2 }), { status: 200 }],
])("With %s", (_, setting, request, wanted) => {
  it("it is the same, too", async () => {
    const pair = await Pair.start(setting);
    const { ours, theirs } = await pair.both(request);
    await pair.close();
    expect(ours).toEqual(theirs);
    expect(ours).toMatchObject(wanted);
  });
});
