import { beforeEach, describe, expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, inDays, PASSWORD } from "./world.js";

const OFF = { RATE_USER: null, RATE_GUEST: null, RATE_SIGN_IN: null, RATE_SIGN_UP: null, RATE_RESET: null };
const server = useTestServer({ ACCESS: "accounts", ...OFF });
const https = useTestServer({ ACCESS: "accounts", PUBLIC_URL: "https://localhost", ...OFF });
const single = useTestServer();
const closed = useTestServer({ ACCESS: "accounts", GUESTS: false, SIGNUP: "closed", ...OFF });
const invited = useTestServer({ ACCESS: "accounts", SIGNUP: "invite", ...OFF });

const ANNA = { email: "anna@example.org", password: PASSWORD };
const BEN = { email: "ben@example.org", password: PASSWORD };
const visitor = () => new Visitor(server());

beforeEach(async () => {
  await server().db.user.deleteMany();
  await server().db.list.deleteMany();
});

const guest = () => visitor().asGuest();
async function account(credentials: typeof ANNA, on = server()): Promise<Visitor> {
  const made = new Visitor(on);
  expect(await made.auth("sign-up/email", credentials)).toMatchObject({
    code: "ok",
    data: { outcome: "done" },
  });
  return made;
}
const idOf = async (who: Visitor): Promise<string> => (await who.call("account.me")).data.user.id;

describe("a guest", () => {
  it("is not made by looking, but by the first request for one, and only once", async () => {
    const anna = visitor();
    expect((await anna.call("account.me")).data).toMatchObject({
      access: "accounts",
      guests: true,
      user: null,
    });
    expect((await anna.call("todo.list")).code).toBe("UNAUTHORIZED");
    expect(await server().db.user.count()).toBe(0);
    await anna.asGuest();
    await anna.asGuest();
    expect(await server().db.user.count()).toBe(1);
    expect((await anna.call("todo.create", { text: "milk" })).code).toBe("ok");
    expect(await anna.lists()).toMatchObject([{ isInbox: true, role: "owner", active: 1 }]);
  });

  it("becomes an account on the same user, in the same session, with everything it had", async () => {
    const anna = await guest();
    const id = await idOf(anna);
    const cookies = new Map(anna.cookies);
    const { data: todo } = await anna.call("todo.create", { text: "milk" });
    const { data: list } = await anna.call("list.create", { name: "Groceries" });
    expect((await anna.call("account.claim", ANNA)).data).toEqual({ outcome: "done" });
    expect(anna.cookies).toEqual(cookies);
    expect((await anna.call("account.me")).data.user).toMatchObject({
      id,
      email: ANNA.email,
      isGuest: false,
    });
    expect((await anna.call("todo.byId", { id: todo.id })).data).toEqual(todo);
    expect((await anna.lists()).map(({ id }) => id)).toContain(list.id);
    const elsewhere = visitor();
    expect((await elsewhere.auth("sign-in/email", ANNA)).code).toBe("ok");
    expect(await idOf(elsewhere)).toBe(id);
    expect(await elsewhere.texts()).toEqual(["milk"]);
  });

  it.each([
    ["an address that has an account", ANNA, "CONFLICT"],
    ["an address that is none", { email: "anna", password: PASSWORD }, "BAD_REQUEST"],
    ["an address that no mail reaches", { email: "a@codex.invalid", password: PASSWORD }, "BAD_REQUEST"],
    ["a password of nine characters", { email: "new@example.org", password: "123 abc!?" }, "BAD_REQUEST"],
    ["a common password", { email: "new@example.org", password: "Password123" }, "BAD_REQUEST"],
    ["one character over and over", { email: "new@example.org", password: "zzzzzzzzzzzz" }, "BAD_REQUEST"],
    ["its address as password", { email: "new@example.org", password: "new@example.org" }, "BAD_REQUEST"],
  ])("cannot claim %s, and stays the guest it was", async (_what, input, code) => {
    await account(ANNA);
    const ben = await guest();
    const before = await everything(server());
    expect((await ben.call("account.claim", input)).code).toBe(code);
    expect(await everything(server())).toEqual(before);
  });

  it("that signs in to an account brings along what it had, nothing twice, and is no more", async () => {
    const anna = await account(ANNA);
    await anna.call("todo.create", { text: "bread" });
    const there = await guest();
    const { data: todo } = await there.call("todo.create", { text: "milk" });
    const { data: list } = await there.call("list.create", { name: "Camping" });
    await there.call("todo.create", { text: "tent", listId: list.id });
    const again = new Map(there.cookies);
    expect((await there.auth("sign-in/email", ANNA)).code).toBe("ok");
    expect(await there.texts()).toEqual(["bread", "milk"]);
    expect((await there.call("todo.byId", { id: todo.id })).data.createdBy).toBe(await idOf(anna));
    expect((await there.lists()).map(({ name, role }) => [name, role])).toEqual([
      ["Inbox", "owner"],
      ["Camping", "owner"],
    ]);
    expect(await there.texts(list.id)).toEqual(["tent"]);
    expect(await server().db.user.count()).toBe(1);
    // The guest's own cookie is worth nothing any more, and the same sign-in again adds nothing.
    const late = visitor();
    for (const [name, value] of again) late.cookies.set(name, value);
    expect((await late.call("todo.list")).code).toBe("UNAUTHORIZED");
    expect(await late.auth("sign-in/email", ANNA)).toMatchObject({ code: "ok" });
    expect(await late.texts()).toEqual(["bread", "milk"]);
  });

  it("keeps the higher of two roles when it signs in, and a list its one owner", async () => {
    const anna = await account(ANNA);
    const there = await guest();
    const { data: mine } = await there.call("list.create", { name: "The guest's" });
    const { data: invite } = await there.call("list.createInvite", { listId: mine.id, role: "viewer" });
    await anna.call("list.acceptInvite", { secret: invite.secret });
    const { data: hers } = await anna.call("list.create", { name: "Anna's" });
    const { data: other } = await anna.call("list.createInvite", { listId: hers.id, role: "editor" });
    await there.call("list.acceptInvite", { secret: other.secret });
    await there.auth("sign-in/email", ANNA);
    const roles = Object.fromEntries(
      (await there.lists()).map(({ name, role, members }) => [name, [role, members]]),
    );
    expect(roles).toEqual({ Inbox: ["owner", 1], "The guest's": ["owner", 1], "Anna's": ["owner", 1] });
  });

  it("that could not sign in keeps everything", async () => {
    await account(ANNA);
    const there = await guest();
    await there.call("todo.create", { text: "milk" });
    const before = await everything(server());
    expect((await there.auth("sign-in/email", { ...ANNA, password: "wrong" })).code).toBe("UNAUTHORIZED");
    expect(await everything(server())).toEqual(before);
    expect(await there.texts()).toEqual(["milk"]);
  });

  it("goes with everything when it signs out, unless others would lose a list", async () => {
    const there = await guest();
    await there.call("todo.create", { text: "milk" });
    const { data: list } = await there.call("list.create", { name: "Groceries" });
    const { data: invite } = await there.call("list.createInvite", { listId: list.id, role: "viewer" });
    const other = await guest();
    await other.call("list.acceptInvite", { secret: invite.secret });
    const before = await everything(server());
    expect(await there.auth("sign-out")).toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Groceries"),
    });
    expect(await everything(server())).toEqual(before);
    await other.auth("sign-out");
    expect((await there.auth("sign-out")).code).toBe("ok");
    expect([there.cookies.size, await server().db.user.count(), await server().db.todo.count()]).toEqual([
      0, 0, 0,
    ]);
  });
});

describe("an account", () => {
  it("signs in and out, and only that session ends", async () => {
    const here = await account(ANNA);
    const elsewhere = visitor();
    await elsewhere.auth("sign-in/email", { ...ANNA, email: " ANNA@Example.org " });
    expect(await idOf(elsewhere)).toBe(await idOf(here));
    await here.auth("sign-out");
    expect((await here.call("account.me")).data.user).toBeNull();
    expect((await elsewhere.call("todo.list")).code).toBe("ok");
  });

  it("leaves no session behind when another signs in over it", async () => {
    const here = await account(ANNA);
    await account(BEN);
    const sessions = await server().db.session.count();
    await here.auth("sign-in/email", BEN);
    expect(await server().db.session.count()).toBe(sessions);
  });

  it("cannot be told from none: not by signing in", async () => {
    await account(ANNA);
    const before = await everything(server());
    const known = await visitor().auth("sign-in/email", { ...ANNA, password: "a wrong password" });
    const unknown = await visitor().auth("sign-in/email", { ...BEN, password: "a wrong password" });
    const guests = await visitor().auth("sign-in/email", { email: "x@codex.org", password: "" });
    expect([known.status, known.data]).toEqual([401, unknown.data]);
    expect(guests.data).toEqual(unknown.data);
    expect(await everything(server())).toEqual(before);
  });
});

describe("a session", () => {
  it("lasts 400 days from its last use, and its cookie is renewed with it", async () => {
    const anna = await guest();
    const [name] = anna.cookies.keys();
    const stale = new Date(Date.now() - 11 * 60_000);
    await server().db.session.updateMany({ data: { updatedAt: stale, expiresAt: inDays(1) } });
    const renewed = await anna.call("todo.list");
    expect(renewed.headers.get("set-cookie")).toMatch(
      new RegExp(`^${name}=[^;]+; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax$`),
    );
    const { expiresAt } = await server().db.session.findFirstOrThrow();
    expect(Math.round((expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(400);
    expect((await anna.call("todo.list")).headers.get("set-cookie")).toBeNull();
  });

  it("that has expired is refused", async () => {
    const anna = await guest();
    await server().db.session.updateMany({ data: { expiresAt: inDays(-1) } });
    expect(await anna.call("todo.create", { text: "milk" })).toMatchObject({
      code: "UNAUTHORIZED",
      message: expect.stringContaining("Your session has ended"),
    });
    expect(await server().db.todo.count()).toBe(0);
  });

  it("has a cookie that no script reads and no other site sends; behind https, for this host and https only", async () => {
    const plain = await visitor().auth("sign-in/anonymous");
    expect(plain.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^codex_session_[0-9a-f]{8}=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const secure = await new Visitor(https()).auth("sign-in/anonymous");
    expect(secure.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-codex_session_[0-9a-f]{8}=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
  });

  it("is kept as one per browser, told by device", async () => {
    const anna = await account(ANNA);
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const elsewhere = new Visitor(server(), { "user-agent": agent });
    await elsewhere.auth("sign-in/email", ANNA);
    const { data } = await anna.call("account.sessions");
    expect(data).toHaveLength(2);
    expect(data).toContainEqual(expect.objectContaining({ device: "Firefox on Linux", isCurrent: false }));
    expect(data).toContainEqual(expect.objectContaining({ isCurrent: true }));
    expect((await anna.call("account.revokeOtherSessions")).data).toEqual({ count: 1 });
    expect((await elsewhere.call("todo.list")).code).toBe("UNAUTHORIZED");
  });
});

describe("a page of another site", () => {
  it.each([
    [
      "todo.create",
      (who: Visitor, headers: Record<string, string>) => who.call("todo.create", { text: "b" }, headers),
    ],
    [
      "account.delete",
      (who: Visitor, headers: Record<string, string>) => who.call("account.delete", {}, headers),
    ],
    ["sign-out", (who: Visitor, headers: Record<string, string>) => who.auth("sign-out", {}, headers)],
    ["sign-in", (who: Visitor, headers: Record<string, string>) => who.auth("sign-in/email", ANNA, headers)],
  ])("cannot use the cookie: %s", async (_what, send) => {
    const anna = await guest();
    const before = await everything(server());
    for (const origin of ["https://evil.example", "null", `${server().url}.evil.example`])
      expect((await send(anna, { origin })).code).toBe("FORBIDDEN");
    expect(await everything(server())).toEqual(before);
    expect((await anna.call("todo.create", { text: "b" }, { origin: server().url })).code).toBe("ok");
  });
});

describe("the server's policy", () => {
  it("with ACCESS=single there is nothing to sign in to, and nothing to show", async () => {
    const anyone = new Visitor(single());
    expect((await anyone.call("account.me")).data).toMatchObject({
      access: "single",
      user: { isGuest: false },
    });
    await anyone.call("todo.create", { text: "milk" });
    expect(await new Visitor(single(), { cookie: "a=b", authorization: "Bearer x" }).texts()).toEqual([
      "milk",
    ]);
    const before = await everything(single());
    for (const endpoint of [
      "sign-in/anonymous",
      "sign-in/email",
      "sign-up/email",
      "sign-out",
      "reset-password",
    ])
      expect((await anyone.auth(endpoint, ANNA)).code).toBe("FORBIDDEN");
    for (const path of ["account.claim", "account.export", "token.all", "list.invites"])
      expect((await anyone.call(path, path === "account.claim" ? ANNA : undefined)).code).toMatch(
        /FORBIDDEN/,
      );
    expect(await everything(single())).toEqual(before);
    expect((await anyone.call("list.create", { name: "Groceries" })).code).toBe("ok");
  });

  it("GUESTS=off and SIGNUP=closed let nobody in that is not there", async () => {
    const before = await everything(closed());
    const anyone = new Visitor(closed());
    expect((await anyone.auth("sign-in/anonymous")).code).toBe("FORBIDDEN");
    expect((await anyone.auth("sign-up/email", ANNA)).code).toBe("FORBIDDEN");
    expect((await anyone.call("account.me")).data).toMatchObject({ guests: false, signUp: "closed" });
    expect(await everything(closed())).toEqual(before);
  });

  it("SIGNUP=invite asks for a list's invite, of a visitor and of a guest", async () => {
    const host = await new Visitor(invited()).asGuest();
    const { data: list } = await host.call("list.create", { name: "Groceries" });
    const { data: invite } = await host.call("list.createInvite", { listId: list.id, role: "editor" });
    const before = await everything(invited());
    const ben = new Visitor(invited());
    expect((await ben.auth("sign-up/email", BEN)).code).toBe("FORBIDDEN");
    expect((await ben.auth("sign-up/email", { ...BEN, invite: "wrong" })).code).toBe("NOT_FOUND");
    expect((await host.call("account.claim", ANNA)).code).toBe("FORBIDDEN");
    expect(await everything(invited())).toEqual(before);
    expect((await ben.auth("sign-up/email", { ...BEN, invite: invite.secret })).code).toBe("ok");
    const carla = await new Visitor(invited()).asGuest();
    await carla.call("list.acceptInvite", { secret: invite.secret });
    expect((await carla.call("account.claim", { ...BEN, email: "carla@example.org" })).code).toBe("ok");
  });
});

describe("what is wrong with a request to sign in", () => {
  it.each([
    ["no password", "sign-in/email", { email: ANNA.email }],
    ["a field too many", "sign-in/email", { ...ANNA, callbackURL: "https://evil.example" }],
    ["a field of better-auth's", "sign-up/email", { ...ANNA, isGuest: false, emailVerified: true }],
    ["a short password", "sign-up/email", { ...ANNA, password: "short" }],
    ["a body that is a list", "sign-in/anonymous", []],
  ])("%s: says what, and changes nothing", async (_what, endpoint, body) => {
    const before = await everything(server());
    const answer = await visitor().auth(endpoint, body);
    expect([answer.status, answer.code]).toEqual([400, "BAD_REQUEST"]);
    expect(await everything(server())).toEqual(before);
  });

  it.each(["get-session", "update-user", "delete-user", "list-sessions", "change-email", "ok"])(
    "better-auth's own %s is not there",
    async (endpoint) => {
      for (const method of ["GET", "POST"])
        expect((await fetch(`${server().url}/api/auth/${endpoint}`, { method })).status).toBe(404);
    },
  );
});
