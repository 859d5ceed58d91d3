import fc, { type Arbitrary } from "fast-check";
import type { Raw } from "./raw.js";

const METHODS = [
  "GET",
  "POST",
  "HEAD",
  "PUT",
  "DELETE",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "CONNECT",
  "QUERY",
  "get",
  "FOO",
  "G ET",
  "",
];
const PATHS = [
  ...[
    "/",
    "/index.html",
    "/trpc/todo.list",
    "/trpc/todo.create",
    "/trpc/todo.list,todo.counts?batch=1",
    "/trpc/",
  ],
  ...[
    "/trpc/todo.list?input=%7B%7D",
    "/trpc/todo.list?input=%",
    "/trpc/todo.list?batch=1&input=[]",
    "/trpc/%00",
  ],
  ...[
    "/trpc/todo.list?input=%ED%A0%80",
    "/trpc/__proto__.x",
    "/trpc/todo.list?connectionParams=%7B%7D",
    "/trpc/sync.live",
  ],
  ...[
    "/trpc/sync.live?lastEventId=1",
    "/api/export",
    "/api/export?format=json&format=csv",
    "/api/import?format=json",
  ],
  ...[
    "/api/auth/sign-in/email",
    "/health/live",
    "/health/ready",
    "/assets/../../package.json",
    "/assets/..%2f..%2fx",
  ],
  ...[
    "/..%5c..%5cetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/a%00.html",
    "//evil.example.org/",
    "http://evil/",
    "*",
    "/\\",
    "?",
  ],
  ...[
    "/#",
    "/ü",
    "/%c0%ae%c0%ae/",
    "/raw.ts",
    "/.%2e/fuzz.test.ts",
    `/${"a".repeat(8_000)}`,
    `/${"a/".repeat(2_000)}`,
    "",
  ],
];
const VERSIONS = [
  "HTTP/1.1",
  "HTTP/1.1",
  "HTTP/1.1",
  "HTTP/1.0",
  "HTTP/2.0",
  "HTTP/0.9",
  "HTTP/9.9",
  "http/1.1",
  "",
];
const HEADERS = [
  ...[
    "Host: localhost",
    "Host: ",
    "Host: evil.example.org",
    "Host: a\r\nHost: b",
    "Host: [::1",
    "Host: localhost:99999999",
  ],
  ...[
    "Connection: close",
    "Connection: keep-alive, Upgrade",
    "Upgrade: websocket",
    "Upgrade: h2c",
    "Expect: 100-continue",
  ],
  ...[
    "Expect: the worst",
    "Content-Type: application/json",
    "Content-Type: application/json; charset=utf-16",
    "Content-Type: ",
  ],
  ...[
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Type: application/octet-stream",
    "Content-Type: text/plain",
  ],
  ...[
    "Content-Encoding: gzip",
    "Content-Encoding: br, gzip",
    "Accept-Encoding: gzip, br, x",
    "Accept: application/jsonl",
  ],
  ...[
    "Accept: text/event-stream",
    "trpc-accept: application/jsonl",
    "Content-Length: 0",
    "Content-Length: 10",
  ],
  ...[
    "Content-Length: -1",
    "Content-Length: 99999999999999999999",
    "Content-Length: 1, 2",
    "Content-Length: 0x10",
  ],
  ...[
    "Content-Length: 104857600",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: x",
  ],
  ...[
    "Transfer-Encoding : chunked",
    "Cookie: a",
    "Cookie: =;=;;",
    "Cookie: %E0%A4%A=%E0",
    "Authorization: Bearer",
    "Authorization: \t",
  ],
  ...[
    "Authorization: Bearer codex_\xff",
    "Origin: null",
    "Origin: http://localhost",
    "Origin: ://",
    "Range: bytes=0-0,5-,-1",
  ],
  ...[
    "X-Forwarded-For: 1.2.3.4, ::1",
    "X-Forwarded-Host: localhost",
    "X-Request-Id: a b\tc",
    `X-Request-Id: ${"i".repeat(5_000)}`,
  ],
  ...[
    "If-None-Match: *",
    "If-Modified-Since: never",
    "Last-Event-ID: \xff",
    `X-Long: ${"l".repeat(20_000)}`,
    ": empty",
    "no colon",
  ],
  ...[
    " folded: a",
    "X-Nul: \0",
    "X-Bare: a\rb",
    "__proto__: x",
    "constructor: x",
    "Sec-Fetch-Site: cross-site",
    "Via: 1.1 x",
  ],
];
const BODIES = [
  ...[
    "",
    "{}",
    '{"text":"a"}',
    '{"0":{"text":"a"}}',
    "null",
    "[",
    '"\\ud800"',
    "\xff\xfe{\0}\0",
    "\xef\xbb\xbf{}",
    "\x1f\x8b\x08\0\0",
  ],
  ...[
    "2\r\n{}\r\n0\r\n\r\n",
    "ffffffffffffffff\r\n{}",
    "-1\r\n{}\r\n",
    "2;a=b\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
    "2\n{}\n0\n\n",
    "zz\r\n",
  ],
  ...[
    "a".repeat(1_100_000),
    `{"text":"${"a".repeat(5_000)}"}`,
    "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
  ],
];

const request: Arbitrary<string> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path: fc.constantFrom(...PATHS),
    version: fc.constantFrom(...VERSIONS),
    named: fc.constantFrom("Host: localhost\r\n", "Host: localhost\r\n", "Host: localhost\r\n", ""),
    headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 4 }),
    body: fc.constantFrom(...BODIES),
    length: fc.constantFrom("right", "right", "none", "chunked"),
  })
  .map(({ method, path, version, named, headers, body, length }) => {
    const framing = {
      right: `Content-Length: ${body.length}\r\n`,
      chunked: "Transfer-Encoding: chunked\r\n",
      none: "",
    }[length];
    return `${method} ${path} ${version}\r\n${named}${framing}${headers.map((header) => `${header}\r\n`).join("")}\r\n${body}`;
  });

/** Requests one after the other on one connection, some bytes of them changed, in pieces. */
export const raw: Arbitrary<Raw> = fc
  .record({
    requests: fc.oneof(
      fc.array(request, { minLength: 1, maxLength: 4 }),
      request.map((one) => Array<string>(20).fill(one)),
    ),
    flips: fc.oneof(
      fc.constant([]),
      fc.array(fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }) }), { maxLength: 3 }),
    ),
    cuts: fc.array(fc.nat(), { maxLength: 3 }),
    until: fc.oneof(fc.constant(1), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    end: fc.constantFrom<Raw["end"][]>("wait", "half", "half", "cut"),
  })
  .map(({ requests, flips, cuts, until, end }) => {
    const whole = Buffer.from(requests.join(""), "latin1");
    // In what is read first, rather than in a large body.
    for (const { at, byte } of flips) whole[at % Math.min(whole.length, 500)] = byte;
    const bytes = whole.subarray(0, Math.ceil(whole.length * until));
    const marks = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
    return { pieces: marks.slice(1).map((mark, index) => bytes.subarray(marks[index], mark)), end };
  });
