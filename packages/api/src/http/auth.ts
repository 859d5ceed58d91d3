import { type EmailOutcome, emailSchema, newPasswordSchema, userNameSchema } from "@codex/core/account";
import { inviteSecretSchema } from "@codex/core/list";
import { sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { deleteAccount, nameOf, signUpClosed } from "../account/commands.js";
import { requestEmail } from "../account/email.js";
import { refuseCommonPassword } from "../account/passwords.js";
import { type AuditEntry, type AuditKind, record } from "../audit/record.js";
import { offerOf } from "../list/queries.js";
import type { Context } from "../trpc/context.js";
import { badInput, forbidden, notFound } from "../trpc/errors.js";
import type { ContextOf } from "./context.js";

/** One request to sign in or out, with what its endpoint needs. */
interface Call {
  readonly context: Context;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const nothing = z.strictObject({}).prefault({});
const credentials = z.strictObject({ email: emailSchema, password: z.string().max(1_000) });
const signUpBody = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  name: userNameSchema.optional(),
  invite: inviteSecretSchema.shape.secret.optional(),
});
const resetRequest = z.strictObject({ email: emailSchema });
const resetBody = z.strictObject({
  token: z.string().regex(/^[\w-]{1,100}$/),
  newPassword: newPasswordSchema,
});

/**
 * The endpoints by which people sign in and out. better-auth answers them; which there are, what they take,
 * how often they may be asked and what an error looks like is ours.
 */
export async function serveAuth(app: FastifyInstance, contextOf: ContextOf): Promise<void> {
  await app.register(
    async (scope) => {
      scope.removeContentTypeParser("text/plain");
      const post = <Body extends z.ZodType>(
        path: string,
        body: Body,
        work: (call: Call, body: z.output<Body>) => Promise<object>,
      ) =>
        scope.post(path, async (request, reply) => {
          const call = { context: contextOf(request, reply), request, reply };
          if (call.context.policy.ACCESS === "single")
            throw forbidden("This server has one owner and no accounts (ACCESS=single).");
          const answer = await work(call, parse(body, request.body));
          const caller = await call.context.identify();
          if (caller.kind !== "nobody") call.context.wake([caller.userId]);
          return reply.header("cache-control", "no-store").send(answer);
        });
      post("/sign-in/anonymous", nothing, signInAsGuest);
      post("/sign-in/email", credentials, signIn);
      post("/sign-up/email", signUpBody, signUp);
      post("/sign-out", nothing, signOut);
      post("/request-password-reset", resetRequest, requestReset);
      post("/reset-password", resetBody, resetPassword);
    },
    { prefix: "/api/auth" },
  );
}

/** Makes a guest, unless the browser has signed in already. */
async function signInAsGuest(call: Call): Promise<object> {
  const { context } = call;
  if (!context.policy.GUESTS) throw forbidden("This server has no guests. Sign in to an account.");
  if ((await context.identify()).kind !== "nobody") return { outcome: "done" };
  context.limit("guest", context.address);
  await pass(call, "sign-in/anonymous", {}, "sign-in.guest");
  return { outcome: "done" };
}

/** The same answer whether or not there is such an account, after the same work. */
async function signIn(call: Call, body: z.output<typeof credentials>): Promise<object> {
  const { context } = call;
  context.limit("signIn", context.address);
  context.limit("signIn", body.email);
  const before = await context.identify();
  const { email } = body;
  await pass(call, "sign-in/email", body, "sign-in").catch(async (error: unknown) => {
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED")
      await recordNow(context, { kind: "sign-in.failed", userId: null, email });
    throw error;
  });
  // What this browser was signed in to before cannot be reached by it any more.
  if (before.kind === "person" && !before.isGuest)
    await context.db.session.deleteMany({ where: { id: before.sessionId } });
  return { outcome: "done" };
}

async function signUp(call: Call, body: z.output<typeof signUpBody>): Promise<EmailOutcome> {
  const { context } = call;
  const { email, password, name = nameOf(email), invite } = body;
  context.limit("signUp", context.address);
  refuseCommonPassword(password, email);
  const { SIGNUP } = context.policy;
  if (SIGNUP === "closed") throw signUpClosed(SIGNUP);
  if (SIGNUP === "invite") {
    if (invite === undefined) throw signUpClosed(SIGNUP);
    await offerOf(context.db, invite, context.now());
  }
  const passwordHash = await context.auth.hashPassword(password);
  const answer = await requestEmail(context, { kind: "sign-up", email, name, passwordHash });
  // Not by better-auth's own endpoint, which says of whatever the database refuses that it could not.
  if (answer.outcome === "done") await pass(call, "sign-in/email", { email, password });
  return answer;
}

/** Ends the session; a guest, whom nobody could ever be again, goes with everything they have. */
async function signOut(call: Call): Promise<object> {
  const caller = await call.context.identify();
  if (caller.kind === "person" && caller.isGuest) await deleteAccount(call.context, caller, {});
  // better-auth, which takes the cookie back, says that it is done also where it could not end the session.
  if (caller.kind === "person") await call.context.db.session.deleteMany({ where: { id: caller.sessionId } });
  await pass(call, "sign-out", {});
  return { outcome: "done" };
}

/** The same answer whether or not there is such an account. */
async function requestReset(call: Call, { email }: z.output<typeof resetRequest>): Promise<object> {
  const { context } = call;
  context.limit("reset", context.address);
  context.limit("reset", email);
  if (!context.auth.mailer)
    throw forbidden(
      "This server sends no e-mail. Whoever runs it can make a link: pnpm codex user reset EMAIL",
    );
  await pass(call, "request-password-reset", { email });
  return { outcome: "mailed" };
}

/** Sets a new password with the secret of a link, and ends every session of the account. */
async function resetPassword(call: Call, body: z.output<typeof resetBody>): Promise<object> {
  call.context.limit("reset", call.context.address);
  refuseCommonPassword(body.newPassword, "", "newPassword");
  await pass(call, "reset-password", body);
  return { outcome: "done" };
}

function recordNow({ db, source }: Context, entry: AuditEntry): Promise<void> {
  return record(sqlOf(db), source, entry);
}

/**
 * Lets better-auth answer, and passes its cookies on.
 *
 * @param kind - what is recorded of it before: nobody gets a cookie of a session that nothing tells of
 */
async function pass(
  { context, request, reply }: Call,
  endpoint: string,
  body: object,
  kind?: AuditKind,
): Promise<void> {
  const { cookie: shown, "user-agent": userAgent } = request.headers;
  // For the cookie of a session that has ended, better-auth would take back the one it has just given.
  const cookie = (await context.identify()).kind === "person" ? shown : undefined;
  const response = await context.auth.handle({ endpoint, body, cookie, userAgent, address: request.ip });
  const answer: unknown = await response.json();
  if (!response.ok) throw inOurWords(refusalSchema.parse(answer).code);
  if (kind !== undefined)
    await recordNow(context, { kind, userId: userSchema.safeParse(answer).data?.user.id ?? null });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
}

const userSchema = z.object({ user: z.object({ id: z.uuid() }) });

const refusalSchema = z.object({ code: z.string() });

/** What better-auth refuses, as the other procedures would say it. */
function inOurWords(code: string): TRPCError {
  switch (code) {
    case "INVALID_EMAIL_OR_PASSWORD":
      return new TRPCError({ code: "UNAUTHORIZED", message: "The e-mail address or the password is wrong." });
    case "INVALID_TOKEN":
    case "USER_NOT_FOUND":
      return notFound("link (any more). Ask for a new one");
    case "PASSWORD_TOO_SHORT":
    case "PASSWORD_TOO_LONG":
      return badInput("password", "has not the right length");
    default:
      return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: `better-auth refused: ${code}` });
  }
}

function parse<Body extends z.ZodType>(schema: Body, body: unknown): z.output<Body> {
  const result = schema.safeParse(body ?? undefined);
  if (result.success) return result.data;
  throw new TRPCError({ code: "BAD_REQUEST", cause: result.error });
}
