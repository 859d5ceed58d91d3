import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { findNginx, runNginx } from "../src/nginx.js";
import { type RunningCodex, runCodex, WEB_DIR } from "../src/server.js";

/** The two ways in: the server itself, and nginx before it as in the frontend image. */
interface Doors {
  readonly codex: RunningCodex;
  readonly nginx: Awaited<ReturnType<typeof runNginx>> | undefined;
}

const test = base.extend<object, { doors: Doors }>({
  doors: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const codex = await runCodex({ TRUST_PROXY: "loopback", ACCESS: "single" });
      const binary = findNginx();
      const nginx = binary === undefined ? undefined : await runNginx(binary, [codex.port], WEB_DIR);
      await use({ codex, nginx });
      await nginx?.stop();
      await codex.stop();
    },
    { scope: "worker" },
  ],
});

const asset = (extension: string, dir = "assets") =>
  readdirSync(join(WEB_DIR, dir)).find((name) => name.endsWith(extension));

const IMMUTABLE = "public, max-age=31536000, immutable";

const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';manifest-src 'self';worker-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Path, status, cache-control, and how the body begins or what its type is. */
const TABLE: readonly (readonly [path: string, status: number, cache: string, body: RegExp])[] = [
  ["/", 200, "no-cache", /^<!doctype html>/i],
  ["/active", 200, "no-cache", /^<!doctype html>/i],
  ["/completed?x=1", 200, "no-cache", /^<!doctype html>/i],
  ["/some/deep/route", 200, "no-cache", /^<!doctype html>/i],
  ["/index.html", 200, "no-cache", /^<!doctype html>/i],
  ["/favicon.svg", 200, "no-cache", /^<svg/],
  ["/sw.js", 200, "no-cache", /./],
  ["/manifest.webmanifest", 200, "no-cache", /^\{"name":"Codex"/],
  ["/icon-192.png", 200, "no-cache", /PNG/],
  [`/assets/${asset(".js")}`, 200, IMMUTABLE, /./],
  [`/assets/${asset(".css")}`, 200, IMMUTABLE, /./],
  ["/assets/index-missing.js", 404, "no-store", /^(?!<!doctype html>\s*<html lang)/i],
  ["/assets", 404, "no-store", /^(?!<!doctype html>\s*<html lang)/i],
  ["/todomvc/", 200, "no-cache", /TodoMVC/],
  ["/todomvc", 200, "no-cache", /TodoMVC/],
  ["/todomvc/index.html", 200, "no-cache", /TodoMVC/],
  [`/todomvc/assets/${asset(".js", "todomvc/assets")}`, 200, IMMUTABLE, /./],
  [`/todomvc/assets/${asset(".css", "todomvc/assets")}`, 200, IMMUTABLE, /./],
  ["/todomvc/assets/index-missing.js", 404, "no-store", /^(?!<!doctype html>\s*<html lang)/i],
  ["/todomvc/assets", 404, "no-store", /^(?!<!doctype html>\s*<html lang)/i],
  ["/todomvc/active", 404, "no-store", /^(?!<!doctype html>\s*<html lang)/i],
  ["/todomvcs", 200, "no-cache", /<title>Codex<\/title>/],
  ["/robots.txt", 404, "no-store", /./],
  ["/../../etc/passwd", 200, "no-cache", /^<!doctype html>/i],
  ["/trpc/todo.list", 200, "no-store", /^\{"result":/],
  ["/trpc/no.such", 404, "no-store", /^\{"error":/],
  ["/trpc", 404, "no-store", /^\{"error":/],
  ["/trpc/todo.list?input=%7B", 400, "no-store", /^\{"error":/],
  ["/api/none", 404, "no-store", /^\{"error":/],
  ["/health/live", 200, "no-store", /^\{"status":"live"\}/],
  ["/health/none", 404, "no-store", /^\{"error":/],
];

for (const door of ["the server", "nginx before it"] as const) {
  // Where a machine has no nginx, the image check stands in for the second door.
  const exists = door === "the server" || findNginx() !== undefined;
  for (const [path, status, cache, body] of exists ? TABLE : []) {
    test(`${door} answers ${path} with ${status}`, async ({ doors }) => {
      const url = door === "the server" ? doors.codex.url : (doors.nginx?.url ?? "");
      const answer = await fetch(`${url}${path}`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("cache-control")).toBe(cache);
      expect(await answer.text()).toMatch(body);
      const headers = Object.fromEntries(answer.headers);
      expect(headers).toMatchObject(SECURITY_HEADERS);
      expect(headers).not.toHaveProperty("x-powered-by");
      expect(headers["server"] ?? "nginx").toBe("nginx");
    });
  }

  if (exists) {
    test(`${door} says of what kind the files are that make the page an app`, async ({ doors }) => {
      const url = door === "the server" ? doors.codex.url : (doors.nginx?.url ?? "");
      const typeOf = async (path: string) => (await fetch(`${url}${path}`)).headers.get("content-type");
      expect(await typeOf("/manifest.webmanifest")).toMatch(/^application\/manifest\+json/);
      expect(await typeOf("/sw.js")).toMatch(/^(text|application)\/javascript/);
      expect(await typeOf("/icon-512.png")).toBe("image/png");
    });

    test(`${door} redirects to the TodoMVC page's one address`, async ({ doors }) => {
      const url = door === "the server" ? doors.codex.url : (doors.nginx?.url ?? "");
      const answer = await fetch(`${url}/todomvc`, { redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([301, "/todomvc/"]);
      expect(Object.fromEntries(answer.headers)).toMatchObject(SECURITY_HEADERS);
    });

    test(`${door} takes a todo, and refuses a body over the limit as the server does`, async ({ doors }) => {
      const url = door === "the server" ? doors.codex.url : (doors.nginx?.url ?? "");
      const post = (text: string) =>
        fetch(`${url}/trpc/todo.create`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: url },
          body: JSON.stringify({ text }),
        });
      expect((await post("through the door")).status).toBe(200);
      const before = await doors.codex.db.todo.count();
      for (const size of [1, 3].map((mebibytes) => mebibytes * 1024 * 1024)) {
        const refused = await post("a".repeat(size));
        const error = { message: expect.any(String), code: -32013, data: { code: "PAYLOAD_TOO_LARGE" } };
        expect([refused.status, await refused.json()]).toMatchObject([413, { error }]);
      }
      expect(await doors.codex.db.todo.count()).toBe(before);
      const foreign = await fetch(`${url}/trpc/todo.list`, { headers: { origin: "https://evil.example" } });
      expect(foreign.status).toBe(403);
    });

    test(`${door} takes a file of several megabytes, and refuses one over the limit in the server's words`, async ({
      doors,
    }) => {
      const url = door === "the server" ? doors.codex.url : (doors.nginx?.url ?? "");
      const look = async (todos: number) => {
        const answer = await fetch(`${url}/api/import?format=text&dry=1`, {
          method: "POST",
          headers: { "content-type": "application/octet-stream", origin: url },
          body: `${"a".repeat(1_023)}\n`.repeat(todos),
        });
        return [answer.status, await answer.json()];
      };
      expect(await look(3_000)).toMatchObject([200, { todos: 3_000 }]);
      expect(await look(66 * 1_024)).toMatchObject([
        413,
        { error: { data: { file: { code: "tooLarge" } } } },
      ]);
    });
  }
}

if (findNginx() !== undefined) {
  test("nginx logs what was asked without the inputs, in which secrets may stand", async ({ doors }) => {
    const { nginx } = doors;
    const path = `/trpc/list.offer?input=${encodeURIComponent('{"secret":"nobody-elses"}')}`;
    expect((await fetch(`${nginx?.url}${path}`)).status).toBe(404);
    await expect.poll(() => nginx?.logged()).toContain('"GET /trpc/list.offer" 404');
    expect(nginx?.logged()).not.toContain("nobody-elses");
  });

  test("nginx logs the id by which the server's own log and the answer call a request", async ({ doors }) => {
    const { nginx } = doors;
    const answer = await fetch(`${nginx?.url}/trpc/account.me`);
    const id = answer.headers.get("x-request-id") ?? "none";
    await expect
      .poll(() => nginx?.logged())
      .toMatch(new RegExp(`"GET /trpc/account.me" 200 \\d+ ${id}$`, "m"));
  });
}
