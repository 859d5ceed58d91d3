import fc from "fast-check";
import { META, META_THAT_FAILS } from "./pair.js";
import type { RawRequest } from "./raw.js";

const NAMES = [
  ...["noop", "quiet", "echo", "say", "greet", "add", "me", "peek", "replaced", "forgets", "late", "spread"],
  ...["fail", "failing", "out", "give", "header", "around", "a.b.c", "a.b.", "a.b", "odd name %/,?", "then_"],
  ...["lazily.hello", "lazily.more.deep", "lazily.more", "lazily", "broken.any", "__proto__", "toString", ""],
];
const STREAMS = ["count", "resume", "refused", "fails", "notIterable", "values", "changing", "observed"];
const OUTPUTS = [
  ...[
    "undefined",
    "null",
    "text",
    "date",
    "list",
    "large",
    "nan",
    "bigint",
    "circular",
    "unwritable",
    "throwing",
  ],
  ...["promises", "nestedPromises", "iterable", "iterables", "function", "error", "unknown"],
];
const FAILURES = [
  ...[
    "UNAUTHORIZED",
    "NOT_FOUND",
    "CONFLICT",
    "TOO_MANY_REQUESTS",
    "CLIENT_CLOSED_REQUEST",
    "text",
    "nothing",
  ],
  ...["object", "abort", "unformattable", "teapot", "bare", "boom"],
];

const input = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constantFrom(...FAILURES) }) },
  { weight: 2, arbitrary: fc.constantFrom(...OUTPUTS) },
  { weight: 1, arbitrary: fc.record({ name: fc.string({ unit: "binary" }) }) },
  { weight: 1, arbitrary: fc.record({ a: fc.nat(120), b: fc.nat(10) }, { requiredKeys: ["a"] }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { to: fc.nat(12), fail: fc.constantFrom(...FAILURES), lastEventId: fc.constantFrom("2", "x", 3) },
      { requiredKeys: ["to"] },
    ),
  },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...OUTPUTS), { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.record({ fail: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom("unreadable", { packed: 1 }) },
);

/** What a client with the transformer sends, and one without, and one of a batch. */
const packed = input.chain((value) => fc.constantFrom<unknown>({ packed: value }, value));
const inputs = fc.oneof(
  { weight: 3, arbitrary: packed },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom("0", "1", "2", "3"), packed) },
);
const json = fc.oneof(
  { weight: 9, arbitrary: inputs.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "{",
      "[]",
      "null",
      "\uFEFF{}",
      "\uFEFF\uFEFF1",
      '"\\ud800"',
      " 1 ",
      "undefined",
    ),
  },
  { weight: 1, arbitrary: fc.string() },
);

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 4, arbitrary: fc.constantFrom(...STREAMS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const path = fc.oneof(
  { weight: 12, arbitrary: name.map(encodeURIComponent) },
  {
    weight: 8,
    arbitrary: fc
      .array(name, { minLength: 1, maxLength: 5 })
      .map((names) => names.map(encodeURIComponent).join(",")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "%",
      "%25",
      "%2525",
      "no%op",
      "%E0%A4%A",
      "noop/more",
      "noop/",
      "/noop",
      "n\u00e9",
    ),
  },
);

const parameters = fc.record(
  {
    batch: fc.constantFrom("1", "1", "1", "0", "true", ""),
    input: json.map(encodeURIComponent),
    connectionParams: fc.constantFrom("{}", "%7B%22a%22:%22b%22%7D", "%7B%22a%22:1%7D", "null", "[", "1"),
    lastEventId: fc.constantFrom("3", "", "%00"),
    "Last-Event-Id": fc.constantFrom("5", "x"),
    odd: fc.constantFrom("%", "+", "a=b", "%zz", "\u00e9", "'\"<>", "a#b"),
  },
  { requiredKeys: [] },
);

const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      ...["application/json", "application/json", "application/json", "application/json; charset=utf-8"],
      ...["application/jsonx", "Application/JSON", "text/plain", "multipart/form-data; boundary=x"],
      ...["application/octet-stream", "", ";"],
    ),
    accept: fc.constantFrom("*/*", "application/json", "text/event-stream", "text/html, application/jsonl"),
    "trpc-accept": fc.constantFrom("application/jsonl", "application/json", ""),
    "last-event-id": fc.constantFrom("1", "", "y"),
    "x-context": fc.constantFrom("throws", "refuses", "reads", "sets"),
    "x-user": fc.constant("anna"),
    "x-on-error": fc.constantFrom("throws", "no", "no", "no"),
    "x-meta": fc.constantFrom(...META, ...META_THAT_FAILS),
    host: fc.constantFrom(
      "example.org",
      "user:word@example.org",
      "a b",
      "[::1",
      "",
      "EXAMPLE.org:80",
      "ex\u00e4mple",
    ),
  },
  { requiredKeys: [] },
);

/** Most are what a client would send, as what is refused at the door never meets what comes after it. */
export const requests: fc.Arbitrary<RawRequest> = fc
  .record({
    method: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom("GET") },
      { weight: 6, arbitrary: fc.constantFrom("POST") },
      { weight: 1, arbitrary: fc.constantFrom("HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE") },
    ),
    path,
    parameters,
    headers,
    dropped: fc.integer({ min: 0, max: 3 }),
    body: fc.option(json, { nil: undefined, freq: 8 }),
    fits: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
  })
  .map(({ method, path, parameters, headers, dropped, body, fits }) => {
    const query = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
    const kept = Object.entries(headers).filter((_, index) => index % 4 <= dropped);
    const given = Object.fromEntries(kept);
    // tRPC has begun to run a stream when it finds that there is no answer to put it in, and nobody ends it.
    if (STREAMS.some((one) => path.includes(one))) {
      if (given["x-on-error"] === "throws") delete given["x-on-error"];
      if (META_THAT_FAILS.includes(given["x-meta"] ?? "")) delete given["x-meta"];
    }
    const posts = !["GET", "HEAD", "TRACE"].includes(method);
    if (posts && fits) given["content-type"] = "application/json";
    if (!posts && fits) delete given["content-type"];
    return {
      method,
      path: `/trpc/${path}${query.length > 0 ? `?${query.join("&")}` : ""}`,
      headers: given,
      ...(posts && body !== undefined && { body }),
    };
  });
