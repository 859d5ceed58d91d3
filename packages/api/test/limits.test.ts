import { describe, expect, it } from "vitest";
import { addressKey, createLimit, RetryAfter } from "../src/access/limits.js";
import { readEnv } from "../src/env.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything } from "./world.js";

const env = (variables: Record<string, string> = {}) =>
  readEnv({ DATABASE_URL: "postgresql://localhost/unused", ...variables });

describe("a limit", () => {
  /** As many as pass at once, and then after each of some waits in seconds. */
  function passing(rate: string, ...waits: number[]): number[] {
    let seconds = 0;
    const limit = createLimit(env({ RATE_USER: rate }), () => new Date(seconds * 1_000));
    return [0, ...waits].map((wait) => {
      seconds += wait;
      for (let count = 0; ; count++) {
        try {
          limit("user", "a");
        } catch {
          return count;
        }
      }
    });
  }

  it("lets so many through at once, and gives them back with time", () => {
    expect(passing("500 100/s", 1, 0.1, 60)).toEqual([500, 100, 10, 500]);
    expect(passing("10/m", 6, 3, 3, 600)).toEqual([10, 1, 0, 1, 10]);
  });

  it("counts every key by itself, and says when to come again", () => {
    const limit = createLimit(env({ RATE_GUEST: "1/m" }), () => new Date(0));
    limit("guest", "a");
    limit("guest", "b");
    const refusal = expect.objectContaining({ code: "TOO_MANY_REQUESTS", cause: new RetryAfter(60) });
    expect(() => limit("guest", "a")).toThrow(refusal);
  });

  it("remembers who is at the limit, however many others come", () => {
    const limit = createLimit(env({ RATE_GUEST: "2 1/h" }), () => new Date(0));
    limit("guest", "a");
    limit("guest", "a");
    for (let other = 0; other < 10_001; other++) limit("guest", `other ${other}`);
    expect(() => limit("guest", "a")).toThrow();
  });

  it("can be switched off", () => {
    const limit = createLimit(env({ RATE_GUEST: "off" }), () => new Date(0));
    expect(() => Array.from({ length: 1_000 }, () => limit("guest", "a"))).not.toThrow();
  });

  it.each(["10", "10/d", "-1/m", "0.5/s", "5 x/s"])("is not set by %j", (rate) => {
    expect(() => env({ RATE_USER: rate })).toThrow(/^RATE_USER must be such as/);
  });

  it("has the defaults that the documents name", () => {
    const { RATE_USER, RATE_GUEST, RATE_SIGN_IN } = env();
    expect([RATE_USER, RATE_GUEST, RATE_SIGN_IN]).toEqual([
      { burst: 500, perSecond: 100 },
      { burst: 60, perSecond: 1 },
      { burst: 10, perSecond: 10 / 60 },
    ]);
  });
});

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:0:12::1", "2001:db8:0:12"],
  ["2001:0DB8:0:12:aaaa:bbbb:cccc:dddd", "2001:db8:0:12"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["::1", "0:0:0:0"],
])("the address %s counts as %s", (ip, key) => {
  expect(addressKey(ip)).toBe(key);
});

describe("over HTTP", () => {
  const direct = useTestServer({
    ACCESS: "accounts",
    RATE_GUEST: { burst: 2, perSecond: 0.001 },
    RATE_SIGN_IN: { burst: 3, perSecond: 0.001 },
    RATE_SIGN_UP: { burst: 1, perSecond: 0.001 },
    RATE_RESET: { burst: 1, perSecond: 0.001 },
    RATE_INVITE: { burst: 1, perSecond: 0.001 },
  });
  const proxied = useTestServer({
    ACCESS: "accounts",
    TRUST_PROXY: "loopback",
    RATE_GUEST: { burst: 1, perSecond: 0.001 },
    RATE_SIGN_IN: { burst: 2, perSecond: 0.001 },
    RATE_USER: { burst: 3, perSecond: 0.001 },
  });
  const from = (address: string) => ({ "x-forwarded-for": address });

  it.each([
    ["guests", 2, () => new Visitor(direct()).auth("sign-in/anonymous")],
    [
      "sign-ins",
      3,
      () => new Visitor(direct()).auth("sign-in/email", { email: "a@example.org", password: "a" }),
    ],
    ["resets", 1, () => new Visitor(direct()).auth("request-password-reset", { email: "a@example.org" })],
    ["invites", 1, () => new Visitor(direct()).call("list.offer", { secret: "a" })],
    [
      "sign-ups",
      1,
      () =>
        new Visitor(direct()).auth("sign-up/email", { email: "a@example.org", password: "a good long one" }),
    ],
  ])("%s beyond %i are refused with 429 and a time, and change nothing", async (_what, count, send) => {
    for (let n = 0; n < count; n++) expect((await send()).status).not.toBe(429);
    const before = await everything(direct());
    const refused = await send();
    expect([refused.status, refused.code]).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await everything(direct())).toEqual(before);
  });

  it("what a client says of its own address does not count without TRUST_PROXY", async () => {
    const guest = (address: string) => new Visitor(direct(), from(address)).auth("sign-in/anonymous");
    expect((await guest("198.51.100.1")).status).toBe(429);
    expect((await guest("198.51.100.2")).status).toBe(429);
  });

  it("what a trusted proxy says does, and only what it added itself", async () => {
    const guest = (address: string) => new Visitor(proxied(), from(address)).auth("sign-in/anonymous");
    expect((await guest("198.51.100.1")).status).toBe(200);
    expect((await guest("198.51.100.2")).status).toBe(200);
    // The proxy appends the address it saw; what stands before that is the client's own invention.
    expect((await guest("203.0.113.9, 198.51.100.1")).status).toBe(429);
  });

  it("passwords are limited for an account too, from whatever address", async () => {
    const attempt = (address: string, email: string) =>
      new Visitor(proxied(), from(address)).auth("sign-in/email", { email, password: "wrong" });
    expect((await attempt("198.51.100.11", "b@example.org")).status).toBe(401);
    expect((await attempt("198.51.100.12", "b@example.org")).status).toBe(401);
    expect((await attempt("198.51.100.13", "B@Example.org")).status).toBe(429);
    expect((await attempt("198.51.100.13", "c@example.org")).status).toBe(401);
  });

  it("a user's requests are, in a batch once", async () => {
    const user = new Visitor(proxied(), from("198.51.100.21"));
    await user.auth("sign-in/anonymous");
    const cookie = [...user.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const batch = () =>
      fetch(`${proxied().url}/trpc/todo.counts,todo.counts?batch=1&input=%7B%7D`, { headers: { cookie } });
    expect([(await batch()).status, (await batch()).status, (await batch()).status]).toEqual([200, 200, 200]);
    const refused = await batch();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect((await new Visitor(proxied()).call("account.me")).code).toBe("ok");
  });
});
