import type { Command } from "@codex/core/command";
import {
  type PushResult,
  pushInputSchema,
  pushOutputSchema,
  sinceInputSchema,
  sincePageSchema,
} from "@codex/core/sync";
import { TRPCError } from "@trpc/server";
import { reaches, type User } from "../access/caller.js";
import { executeAsked } from "../command/execute.js";
import { roleIn } from "../list/roles.js";
import { answer } from "../trpc/answer.js";
import type { Context } from "../trpc/context.js";
import { notFound } from "../trpc/errors.js";
import { writerOf } from "../trpc/gates.js";
import { askedProcedure, router, userProcedure } from "../trpc/procedures.js";
import { since } from "./since.js";

export const syncRouter = router({
  /**
   * Carries commands out, one after the other; one that is refused does not keep the next from it. Sent again,
   * they take effect no second time.
   */
  push: askedProcedure
    .input(pushInputSchema)
    .output(answer(pushOutputSchema))
    .mutation(async ({ ctx, input }) => {
      const results: PushResult[] = [];
      for (const command of input.commands) results.push(await pushOne(ctx, command));
      return { results };
    }),

  /** A page of what changed in a list, or in what is private to the user, since a cursor. */
  since: userProcedure
    .input(sinceInputSchema)
    .output(answer(sincePageSchema))
    .query(async ({ ctx, input }) => {
      await requireLog(ctx, ctx.user, input.log);
      return since(ctx.db, input.log, input);
    }),

  /** Everything that happens in the user's lists, as it happens. */
  live: userProcedure.subscription(async function* ({ ctx, signal }) {
    const cut = () => {
      ctx.log.warn({}, "A live stream was not read, and was cut");
      ctx.cut();
    };
    const stream = await ctx.hub.follow(ctx.user, cut);
    // Whoever went away while it was opened never asks for its first event, and nothing below would run.
    const gone = () => {
      stream.end();
      ctx.hub.leave(stream);
    };
    signal?.addEventListener("abort", gone);
    if (signal?.aborted) {
      gone();
      return;
    }
    try {
      yield* stream;
    } finally {
      signal?.removeEventListener("abort", gone);
      gone();
    }
  }),
});

async function pushOne(ctx: Context, command: Command): Promise<PushResult> {
  const { commandId } = command;
  if (command.kind === "list.join") {
    await writerOf(ctx);
    ctx.limit("invite", ctx.address);
  }
  try {
    const { revs } = await executeAsked(ctx, command);
    return { status: "accepted", commandId, revs };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    // Whoever may change nothing at all is refused as a whole.
    await writerOf(ctx);
    const { code, message } = error;
    switch (code) {
      case "BAD_REQUEST":
      case "CONFLICT":
      case "FORBIDDEN":
      case "NOT_FOUND":
        return { status: "refused", commandId, code, message };
      default:
        throw error;
    }
  }
}

async function requireLog({ db }: Context, user: User, log: string): Promise<void> {
  if (!reaches(user, log)) throw notFound("log");
  if (log !== user.userId && !(await roleIn(db, user.userId, log))) throw notFound("log");
}
