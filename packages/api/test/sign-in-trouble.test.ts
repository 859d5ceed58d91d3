import { expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, PASSWORD } from "./world.js";

const OFF = { RATE_GUEST: null, RATE_SIGN_IN: null, RATE_SIGN_UP: null, RATE_RESET: null, RATE_INVITE: null };
const server = useTestServer({ ACCESS: "accounts", ...OFF });

const ANNA = { email: "anna@example.org", password: PASSWORD };

it("says that the database is away, whatever is asked of it, and goes on when it is back", async () => {
  const anna = new Visitor(server());
  await anna.auth("sign-up/email", ANNA);
  await anna.call("todo.create", { text: "milk" });
  const before = await everything(server());
  await server().cable.unplug();
  const answers = [
    await anna.call("todo.list"),
    await anna.call("account.me"),
    await new Visitor(server(), { authorization: "Bearer codex_any" }).call("todo.list"),
    await new Visitor(server()).auth("sign-in/anonymous"),
    await new Visitor(server()).auth("sign-in/email", ANNA),
    await new Visitor(server()).auth("sign-up/email", { ...ANNA, email: "ben@example.org" }),
    await new Visitor(server()).auth("reset-password", { token: "any", newPassword: "a good long one" }),
    await anna.auth("sign-out"),
  ];
  await server().cable.plugIn();
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => "SERVICE_UNAVAILABLE"));
  for (const { headers } of answers) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await everything(server())).toEqual(before);
  expect(await anna.texts()).toEqual(["milk"]);
});

it.each(["53100", "25006"])("says so where nothing can be written (%s), and lets nobody in or out", async (code) => {
  const { db } = server();
  const anna = new Visitor(server());
  await anna.auth("sign-up/email", ANNA);
  await db.$executeRawUnsafe(`
    create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused' using errcode = '${code}'; end $$`);
  const before = await everything(server());
  const refused = async (change: string, act: () => ReturnType<Visitor["auth"]>) => {
    await db.$executeRawUnsafe(`create trigger refuse before ${change} execute function refuse()`);
    const { code, headers } = await act();
    await db.$executeRawUnsafe(`drop trigger refuse on ${change.split(" on ")[1]}`);
    expect([change, code]).toEqual([change, "SERVICE_UNAVAILABLE"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("set-cookie")).toBeNull();
  };
  const ben = { ...ANNA, email: "ben@example.org" };
  await refused('insert on "user"', () => new Visitor(server()).auth("sign-up/email", ben));
  await refused("insert on account", () => new Visitor(server()).auth("sign-up/email", ben));
  await refused('insert on "user"', () => new Visitor(server()).auth("sign-in/anonymous"));
  await refused("insert on session", () => new Visitor(server()).auth("sign-in/email", ANNA));
  await refused("delete on session", () => anna.auth("sign-out"));
  expect(await everything(server())).toEqual(before);
  expect((await anna.call("account.me")).data.user).toMatchObject({ email: ANNA.email });
  // Of whom nothing tells, a session may be there, but nobody has its cookie.
  await refused("insert on audit", () => new Visitor(server()).auth("sign-in/email", ANNA));
  await db.$executeRaw`drop function refuse cascade`;
});

it("gives an address that two take at once to one of them", async () => {
  const both = await Promise.all(
    [1, 2].map(() => new Visitor(server()).auth("sign-up/email", { ...ANNA, email: "both@example.org" })),
  );
  expect(both.map(({ code }) => code).toSorted()).toEqual(["CONFLICT", "ok"]);
  expect(await server().db.user.count({ where: { email: "both@example.org" } })).toBe(1);
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(server().url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });

type Hostile = readonly [
  what: string,
  path: string,
  body: string,
  status: number,
  headers?: Record<string, string>,
];

const HOSTILE: readonly Hostile[] = [
  ["an address with NUL", "sign-in/email", '{"email":"a\\u0000@example.org","password":"x"}', 400],
  ["a password with NUL", "sign-in/email", '{"email":"a@example.org","password":"a\\u0000"}', 401],
  [
    "half of a surrogate pair in a name",
    "sign-up/email",
    '{"email":"a@example.org","password":"a good long one","name":"\\ud800"}',
    400,
  ],
  ["NUL in a link's secret", "reset-password", '{"token":"a\\u0000b","newPassword":"a good long one"}', 400],
  [
    "an address of 100 kB",
    "sign-in/email",
    `{"email":"${"a".repeat(100_000)}@example.org","password":"x"}`,
    400,
  ],
  [
    "a password of 900 kB",
    "sign-in/email",
    `{"email":"a@example.org","password":"${"a".repeat(900_000)}"}`,
    400,
  ],
  ["null", "sign-in/email", "null", 400],
  ["a text", "sign-in/email", '"x"', 400],
  ["half of a JSON", "sign-in/email", '{"email":', 400],
  [
    "a key __proto__",
    "sign-up/email",
    '{"email":"a@example.org","password":"a good long one","__proto__":{"isGuest":true}}',
    400,
  ],
  ["a form", "sign-in/email", "email=a", 415, { "content-type": "application/x-www-form-urlencoded" }],
  ["plain text", "sign-in/email", "{}", 415, { "content-type": "text/plain" }],
];

it.each(HOSTILE.map((entry) => [entry[0], entry] as const))(
  "%s to sign in with is refused with a reason, data as before",
  async (_what, entry) => {
    const [, path, body, status, headers] = entry;
    const before = await everything(server());
    const answer = await post(`/api/auth/${path}`, body, headers);
    const text = await answer.text();
    expect([answer.status, text.slice(0, 200)]).toEqual([status, expect.stringContaining('"message"')]);
    expect(text).not.toMatch(/stack|prisma|better-auth/i);
    expect(await everything(server())).toEqual(before);
  },
);

it.each([
  ["half a percent sign", "%E0%A4%A"],
  ["NUL", "a%00b.c"],
  ["no signature", "abc"],
  ["a signature of something else", "abc.AAAA"],
  ["4 kB", "x".repeat(4_000)],
])("a session cookie of %s is none", async (_what, value) => {
  const guest = await new Visitor(server()).asGuest();
  const [name] = guest.cookies.keys();
  const before = await everything(server());
  const answer = await fetch(`${server().url}/trpc/todo.list`, { headers: { cookie: `${name}=${value}` } });
  expect(answer.status).toBe(401);
  expect(await everything(server())).toEqual(before);
});

it.each(["Bearer", "Bearer \u00ff", "Basic YTpi", `Bearer ${"x".repeat(12_000)}`])(
  "an Authorization like %.12j is none",
  async (authorization) => {
    const before = await everything(server());
    const answer = await post("/trpc/todo.create", '{"text":"b"}', { authorization });
    expect(answer.status).toBe(401);
    expect(await everything(server())).toEqual(before);
  },
);

it("logs neither passwords nor secrets nor addresses of e-mail", async () => {
  const anna = new Visitor(server());
  await anna.auth("sign-in/email", { ...ANNA, password: "the wrong password" });
  await anna.auth("reset-password", { token: "a-secret-of-a-link", newPassword: "the newest password" });
  expect(server().logged.length).toBeGreaterThan(0);
  expect(server().logged.join("")).not.toMatch(
    /the wrong password|the newest|a-secret-of|anna@|correct horse/,
  );
});
