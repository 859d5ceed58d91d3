import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { isKnownHost, isOurOrigin } from "../src/http/origin.js";
import { rowsOf, type TestServer, useTestServer } from "./server.js";

const local = useTestServer();
const named = useTestServer({ PUBLIC_URL: "https://todo.example.org", ORIGINS: ["https://app.example.org"] });
const behindProxy = useTestServer({ TRUST_PROXY: "loopback", PUBLIC_URL: "https://todo.example.org" });

/** fetch does not let a Host be set. */
function create(
  server: TestServer,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/trpc/todo.create`,
      { method: "POST", headers: { "content-type": "application/json", ...headers } },
      (answer) => {
        let body = "";
        answer.on("data", (chunk) => (body += chunk));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    sent.on("error", reject);
    sent.end('{"text":"a"}');
  });
}

async function expectRefused(server: TestServer, headers: Record<string, string>): Promise<void> {
  const before = await rowsOf(server);
  const { status, body } = await create(server, headers);
  expect(status).toBe(403);
  expect(JSON.parse(body)).toMatchObject({ error: { data: { code: "FORBIDDEN", httpStatus: 403 } } });
  expect(await rowsOf(server)).toEqual(before);
}

describe("over HTTP", () => {
  it.each(["https://evil.example", "http://localhost:1", "http://127.0.0.1", "null", "", "garbage"])(
    "refuses the origin %j",
    (origin) => expectRefused(local(), { origin }),
  );

  it.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "todo.example.org", "a b"])(
    "refuses the host %j",
    (host) => expectRefused(local(), { host }),
  );

  it("lets its own page in, under every name it knows itself by", async () => {
    for (const host of ["localhost:5000", "LOCALHOST", "127.0.0.1:5000", "192.168.1.20:5000", "[::1]:5000"]) {
      expect(await create(local(), { host, origin: `http://${host}` }), host).toMatchObject({ status: 200 });
    }
  });

  it("knows what PUBLIC_URL and ORIGINS name", async () => {
    const host = "todo.example.org";
    expect(await create(named(), { host, origin: "https://todo.example.org" })).toMatchObject({
      status: 200,
    });
    expect(await create(named(), { host: "10.0.0.7", origin: "https://app.example.org" })).toMatchObject({
      status: 200,
    });
    await expectRefused(named(), { host, origin: "https://other.example.org" });
    await expectRefused(named(), { host: "app.example.org" });
  });

  it("believes X-Forwarded-Host only from a proxy it trusts", async () => {
    const headers = {
      host: "10.0.0.7:5000",
      "x-forwarded-host": "todo.example.org",
      origin: "http://todo.example.org",
    };
    expect(await create(behindProxy(), headers)).toMatchObject({ status: 200 });
    await expectRefused(local(), headers);
    expect(await create(behindProxy(), { ...headers, host: "backend:5000" })).toMatchObject({ status: 200 });
    // A page on a rebound name can set the one header, but not the other.
    await expectRefused(behindProxy(), { host: "evil.example", "x-forwarded-host": "localhost" });
    await expectRefused(behindProxy(), { host: "10.0.0.7:5000", "x-forwarded-host": "evil.example" });
  });

  it("answers health checks under an address, but no unknown name", async () => {
    expect((await fetch(`${local().url}/health/live`)).status).toBe(200);
  });
});

describe("the rules", () => {
  const env = { HOST: "todo.lan", PUBLIC_URL: "http://codex.home:8080", ORIGINS: ["https://a.example"] };

  it.each([
    ["localhost", true],
    ["todo.lan", true],
    ["codex.home", true],
    ["TODO.LAN", true],
    ["::1", true],
    ["[fe80::1]", true],
    ["10.1.2.3", true],
    ["a.example", false],
    ["example", false],
    ["", false],
  ])("host %j: %s", (host, known) => {
    expect(isKnownHost(host, env)).toBe(known);
  });

  it.each([
    ["http://todo.lan:5000", "todo.lan:5000", true],
    ["http://todo.lan", "todo.lan:80", true],
    ["https://todo.lan", "todo.lan:443", true],
    ["http://codex.home:8080", "10.0.0.1:5000", true],
    ["https://a.example", "10.0.0.1:5000", true],
    ["http://a.example", "10.0.0.1:5000", false],
    ["http://todo.lan:5001", "todo.lan:5000", false],
    ["http://codex.home", "10.0.0.1:5000", false],
  ])("origin %s at %s: %s", (origin, host, ours) => {
    expect(isOurOrigin(origin, host, env)).toBe(ours);
  });
});
