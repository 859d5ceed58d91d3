import { createHash } from "node:crypto";
import type { Command, CommandKind, CommandOf } from "@codex/core/command";
import { effect } from "@codex/core/effect";
import { LIST_LIMITS } from "@codex/core/limits";
import { repetition } from "@codex/core/repeat/engine";
import { type Revs, revsSchema } from "@codex/core/sync";
import { idTaken, logOf, noSuch, Refusal } from "@codex/core/view";
import { type Sql, type Statement, sqlOf, transaction } from "@codex/db";
import { isDuplicate } from "@codex/db/errors";
import { TRPCError } from "@trpc/server";
import type { User } from "../access/caller.js";
import { askAbout, whoIs } from "../access/question.js";
import { auditOf } from "../audit/of-command.js";
import { doneBy, record } from "../audit/record.js";
import type { Context } from "../trpc/context.js";
import { conflict } from "../trpc/errors.js";
import { allowGate, writerOf } from "../trpc/gates.js";
import { type AnswerOf, answerAgain, answerTo, asAnswer, type Done, toKeep } from "./answers.js";
import { replacesUnseen } from "./based-on.js";
import { concernsOf } from "./concerns.js";
import { join } from "./join.js";
import { plainly, type Writer } from "./plain.js";
import { type Attempt, lockLogs, MovedMeanwhile, readView } from "./read.js";
import { readNext } from "./repeating.js";
import { writePatches } from "./rows.js";
import { revert } from "./undo.js";

/** Who gives commands: a procedure's context with its user. */
export interface Giver extends Pick<Context, "db" | "now" | "wake" | "source"> {
  readonly user: User;
  /** What the commands are part of, if they are to be taken back together. */
  readonly batch?: string;
  /** Whether what they take back leaves what somebody changed since: else that is refused. */
  readonly leavesChanged?: boolean;
}

/** A command that took effect, now or when it was first sent. */
export interface Executed<Kind extends CommandKind> {
  /** @throws TRPCError `NOT_FOUND` if it was carried out before, and what it was about is gone since */
  answer(): Promise<AnswerOf<Kind>>;
  readonly revs: Revs;
}

/** Times that a command begins anew because a todo was moved under it. */
const ATTEMPTS = 10;

/**
 * The one door to the synced tables: carries a command out, exactly once however often, by whomever and through
 * whichever process it is sent. A command that is refused leaves no trace.
 *
 * @throws TRPCError `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` (also for an id that was used with another input)
 */
export async function execute<Kind extends CommandKind>(
  giver: Giver,
  command: CommandOf<Kind>,
): Promise<Executed<Kind>> {
  allowGate(giver.user, concernsOf(command).gate);
  const hash = hashOf(command);
  const outcome = await plainly(asWriter(giver), command, hash);
  return executed(giver, command, outcome ?? (await atLength(giver, command, hash)));
}

/** Somebody who is known already, for the short way. */
export function asWriter({ user, db, now, batch }: Giver): Writer {
  return { userId: user.userId, now, batch, ask: (question) => askAbout(db, whoIs(user), question) };
}

/**
 * The same for whoever asks. Where their credentials are known, a plain command is carried out in the statement that
 * finds out whether they are still good.
 *
 * @throws TRPCError what `execute` throws, and what `writerOf` does
 */
export async function executeAsked<Kind extends CommandKind>(
  ctx: Context,
  command: CommandOf<Kind>,
): Promise<Executed<Kind>> {
  const userId = ctx.presume();
  if (userId === undefined) return execute({ ...ctx, user: await writerOf(ctx) }, command);
  const { now, ask } = ctx;
  const hash = hashOf(command);
  const outcome = await plainly({ userId, now, ask }, command, hash);
  const giver = { ...ctx, user: await writerOf(ctx) };
  allowGate(giver.user, concernsOf(command).gate);
  return executed(giver, command, outcome ?? (await atLength(giver, command, hash)));
}

function executed<Kind extends CommandKind>(
  { db, user, wake }: Giver,
  command: CommandOf<Kind>,
  { answer, kept, revs, wake: woken }: Outcome,
): Executed<Kind> {
  wake(woken);
  return {
    revs,
    answer: async () =>
      asAnswer<Kind>(command, answer ?? (await answerAgain(sqlOf(db), user, command, kept))),
  };
}

/** What came of a command. */
export interface Outcome {
  /** Undefined if it was carried out before. */
  readonly answer: unknown;
  /** What was kept of the answer then. */
  readonly kept: unknown;
  readonly revs: Revs;
  /** The logs whose readers have something new. */
  readonly wake: readonly string[];
}

/**
 * Carries out any command in a transaction: what it is about is locked, then read, then written.
 *
 * @throws what `execute` throws
 */
export async function atLength(giver: Giver, command: Command, hash: Buffer): Promise<Outcome> {
  // With every attempt more of the lists are locked between which the todos go to and fro.
  const also = new Set<string>();
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await transaction(giver.db, (sql) => once(sql, giver, command, hash, also));
    } catch (error) {
      if (!(error instanceof MovedMeanwhile)) throw asTrpcError(error);
      if (attempts === ATTEMPTS) throw conflict("Others are moving this at the same moment. Try again.");
      for (const list of error.lists) also.add(list);
    }
  }
}

function asTrpcError(error: unknown): unknown {
  const refusal = isDuplicate(error) ? idTaken() : error;
  if (refusal instanceof Refusal) return new TRPCError({ code: refusal.code, message: refusal.message });
  return error;
}

async function once(
  sql: Sql,
  giver: Giver,
  command: Command,
  hash: Buffer,
  also: ReadonlySet<string>,
): Promise<Outcome> {
  const { userId } = giver.user;
  const now = giver.now();
  const [begun] = await sql.query(BEGIN, [
    userId,
    command.commandId,
    command.kind,
    hash,
    now,
    giver.batch ?? null,
  ]);
  if (!begun) return keptFor(sql, userId, command.commandId, hash);
  const { user, leavesChanged } = giver;
  const done = await carryOut(sql, user, command, { now, also, leavesChanged });
  await writePatches(sql, done.patches);
  for (const told of auditOf(command, done.patches, userId))
    await record(sql, giver.source, { ...doneBy(giver.user), ...told });
  const answer = await answerTo(sql, giver.user, command, done);
  const logs = logsOf(done, userId);
  const [end] = await sql.query<{ revs: unknown; wake: string[] }>(END, [
    userId,
    command.commandId,
    JSON.stringify(toKeep(command, answer, done)),
    logs,
    listsThatComeOrGo(done),
  ]);
  if (!end) throw new Error("The command is gone before its end.");
  const revs = revsSchema.parse(end.revs);
  return { answer, kept: undefined, revs, wake: [...Object.keys(revs), ...end.wake] };
}

/** Does what the command says but for the writing. @throws Refusal */
async function carryOut(sql: Sql, user: User, command: Command, attempt: Attempt): Promise<Done> {
  const { now, also } = attempt;
  if (command.kind === "list.join") return join(sql, user, command, now);
  if (command.kind === "undo" || command.kind === "redo") return revert(sql, user, command, attempt);
  const concerns = concernsOf(command);
  const locked = await lockLogs(sql, user.userId, concerns, also);
  const view = await readView(sql, user, concerns, locked);
  for (const list of concerns.lists) view.require(list);
  view.requireTodos(concerns.todos);
  if (command.kind === "list.create" && !view.list(command.id)) await refuseTooMany(sql, user.userId);
  if (concerns.family) await readNext(sql, view, repetition);
  const patches = effect(view, command, { userId: user.userId, now: now.toISOString(), repetition });
  return { view, patches, overwrote: await replacesUnseen(sql, user, command, { view, patches }) };
}

async function refuseTooMany(sql: Sql, userId: string): Promise<void> {
  const owned = await sql.query(
    { name: "owned-lists", text: "select from member where user_id = $1 and role = 'owner' limit $2" },
    [userId, LIST_LIMITS.owned],
  );
  if (owned.length >= LIST_LIMITS.owned)
    throw new Refusal("CONFLICT", `You own ${LIST_LIMITS.owned} lists, which is as many as one may.`);
}

/** The logs that the patches may have written to. */
function logsOf({ view, patches }: Done, userId: string): string[] {
  const logs = new Set([userId]);
  for (const patch of patches) {
    if ("insert" in patch) logs.add(logOf(patch.insert));
    else if (patch.table === "list") logs.add(patch.key.id);
    else if (patch.table === "member") logs.add(patch.key.userId);
    else if (patch.table === "todo" || patch.table === "series") {
      const before = patch.table === "todo" ? view.todo(patch.key.id) : view.series(patch.key.id);
      if (before) logs.add(before.listId);
      if ("set" in patch && patch.set.listId !== undefined) logs.add(patch.set.listId);
    }
  }
  return [...logs];
}

/** Lists that their members begin or cease to see, which stands in no log of theirs. */
function listsThatComeOrGo({ patches }: Done): string[] {
  return patches.flatMap((patch) =>
    patch.table === "list" && "set" in patch && "deletedAt" in patch.set ? [patch.key.id] : [],
  );
}

async function keptFor(sql: Sql, userId: string, commandId: string, hash: Buffer): Promise<Outcome> {
  const [row] = await sql.query<{ hash: Buffer; answer: unknown; revs: unknown }>(KEPT, [userId, commandId]);
  if (!row) throw noSuch("command");
  if (!row.hash.equals(hash))
    throw conflict("This commandId was used for another command. Make a new one for each.");
  return { answer: undefined, kept: row.answer, revs: revsSchema.parse(row.revs), wake: [] };
}

/** Of what a command says, in whatever order its fields came. */
function hashOf(command: Command): Buffer {
  const sorted = (_key: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash("sha256").update(JSON.stringify(command, sorted)).digest();
}

/** Nothing is returned if the command was begun before. The triggers read who does what from these settings. */
const BEGIN: Statement = {
  name: "begin-command",
  text: `insert into command (user_id, id, kind, hash, at, batch) values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing
    returning set_config('codex.user', $1::text, true), set_config('codex.command', $2::text, true),
      set_config('lock_timeout', '4s', true)`,
};

/** A log that this transaction wrote to has its id as xmin, and its head is the command's number there. */
const END: Statement = {
  name: "end-command",
  text: `update command set answer = $3::jsonb, revs = (
      select coalesce(jsonb_object_agg(id, head), '{}') from log
      where id = any($4::uuid[]) and xmin = pg_current_xact_id()::xid)
    where user_id = $1 and id = $2
    returning revs, array(select distinct user_id from member where list_id = any($5::uuid[])) as wake`,
};

const KEPT: Statement = {
  name: "kept-command",
  text: "select hash, answer, revs from command where user_id = $1 and id = $2",
};
