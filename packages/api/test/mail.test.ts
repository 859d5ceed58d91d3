import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { everything, PASSWORD } from "./world.js";

const ANNA = { email: "anna@example.org", password: PASSWORD };
const NEW = "something else entirely";

/** What was delivered, and who waits for the next. */
const delivered: { to: string; text: string }[] = [];
let arrived: (() => void) | undefined;
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      delivered.push({ to, text: text.replaceAll("=\r\n", "").replaceAll("=3D", "=") });
      arrived?.();
      done();
    });
  },
});
let server: TestServer;

beforeAll(async () => {
  post.listen(0, "127.0.0.1");
  await once(post.server, "listening");
  const address = post.server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  server = await startTestServer({
    ACCESS: "accounts",
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    PUBLIC_URL: "http://localhost",
    RATE_SIGN_UP: null,
    RATE_SIGN_IN: null,
    RATE_RESET: null,
    RATE_GUEST: null,
  });
});

afterAll(async () => {
  await server.close();
  post.close();
});

beforeEach(async () => {
  await server.db.user.deleteMany();
  await server.db.verification.deleteMany();
  delivered.length = 0;
});

/** The next e-mail, once it is there. */
async function nextMail(): Promise<{ to: string; text: string; secret: string }> {
  if (delivered.length === 0)
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
  const mail = delivered.shift() ?? { to: "", text: "" };
  return { ...mail, secret: /#([\w-]+)/.exec(mail.text)?.[1] ?? "" };
}

async function account(credentials = ANNA): Promise<void> {
  const who = new Visitor(server);
  await who.auth("sign-up/email", credentials);
  await who.call("account.confirmEmail", { token: (await nextMail()).secret });
}
const signIn = (email: string, password: string) =>
  new Visitor(server).auth("sign-in/email", { email, password }).then(({ code }) => code);

it("signing up makes no account until the address was confirmed, and the link works once", async () => {
  const anna = new Visitor(server);
  expect((await anna.auth("sign-up/email", ANNA)).data).toEqual({ outcome: "mailed" });
  expect([anna.cookies.size, await server.db.user.count()]).toEqual([0, 0]);
  const mail = await nextMail();
  expect([mail.to, mail.text]).toEqual([
    ANNA.email,
    expect.stringContaining("http://localhost/confirm-email#"),
  ]);
  expect(JSON.stringify(await everything(server))).not.toContain(mail.secret);
  expect(await signIn(ANNA.email, ANNA.password)).toBe("UNAUTHORIZED");
  expect((await anna.call("account.confirmEmail", { token: mail.secret })).code).toBe("ok");
  expect((await anna.call("account.confirmEmail", { token: mail.secret })).code).toBe("NOT_FOUND");
  expect(await signIn(ANNA.email, ANNA.password)).toBe("ok");
});

it("claiming takes effect on the same user when the address was confirmed, in whatever browser", async () => {
  const anna = await new Visitor(server).asGuest();
  const { id } = (await anna.call("account.me")).data.user;
  await anna.call("todo.create", { text: "milk" });
  expect((await anna.call("account.claim", ANNA)).data).toEqual({ outcome: "mailed" });
  expect((await anna.call("account.me")).data).toMatchObject({
    mail: true,
    user: { id, isGuest: true, email: null },
  });
  const { secret } = await nextMail();
  expect((await new Visitor(server).call("account.confirmEmail", { token: secret })).code).toBe("ok");
  expect((await anna.call("account.me")).data.user).toMatchObject({ id, isGuest: false, email: ANNA.email });
  expect(await anna.texts()).toEqual(["milk"]);
});

it("only the e-mail tells whether an address has an account: signing up, claiming, changing, resetting", async () => {
  await account();
  const BEN = { email: "ben@example.org", password: PASSWORD };
  await account(BEN);
  const ben = new Visitor(server);
  await ben.auth("sign-in/email", BEN);
  const guest = await new Visitor(server).asGuest();
  for (const email of [ANNA.email, "unknown@example.org"]) {
    const answers = [
      await new Visitor(server).auth("sign-up/email", { email, password: PASSWORD }),
      await guest.call("account.claim", { email, password: PASSWORD }),
      await ben.call("account.changeEmail", { email, password: PASSWORD }),
    ];
    expect(answers.map(({ status, data }) => [status, data])).toEqual(
      Array(3).fill([200, { outcome: "mailed" }]),
    );
    const subject = email === ANNA.email ? /You have a Codex account already/ : /Confirm your address/;
    for (const _answer of answers) expect((await nextMail()).text).toMatch(subject);
  }
  const reset = (email: string) => new Visitor(server).auth("request-password-reset", { email });
  expect((await reset("unknown@example.org")).data).toEqual((await reset(ANNA.email)).data);
  expect(await nextMail()).toMatchObject({
    to: ANNA.email,
    text: expect.stringContaining("/reset-password#"),
  });
  expect(delivered).toEqual([]);
});

it("a password is reset by the link in an e-mail, once", async () => {
  await account();
  await new Visitor(server).auth("request-password-reset", { email: ANNA.email });
  const { secret } = await nextMail();
  expect(JSON.stringify(await server.db.verification.findMany())).not.toContain(secret);
  const reset = (newPassword: string) =>
    new Visitor(server).auth("reset-password", { token: secret, newPassword });
  expect((await reset(NEW)).code).toBe("ok");
  expect((await reset(PASSWORD)).code).toBe("NOT_FOUND");
  expect(await signIn(ANNA.email, NEW)).toBe("ok");
});

it("an address that got an account meanwhile is not taken from it", async () => {
  const [first, second] = [await new Visitor(server).asGuest(), await new Visitor(server).asGuest()];
  await first.call("account.claim", ANNA);
  const one = await nextMail();
  await second.call("account.claim", ANNA);
  const two = await nextMail();
  expect((await first.call("account.confirmEmail", { token: one.secret })).code).toBe("ok");
  const before = await everything(server);
  expect((await second.call("account.confirmEmail", { token: two.secret })).code).toBe("CONFLICT");
  expect(await everything(server)).toEqual(before);
});
