import { noInputSchema } from "@codex/core/input";
import { newTokenSchema, tokenCreateInputSchema, tokenRefSchema, tokensSchema } from "@codex/core/token";
import { answer } from "../trpc/answer.js";
import { accountProcedure, router } from "../trpc/procedures.js";
import { createToken, revokeToken } from "./commands.js";
import { tokensOf } from "./queries.js";

export const tokenRouter = router({
  all: accountProcedure
    .input(noInputSchema)
    .output(answer(tokensSchema))
    .query(({ ctx }) => tokensOf(ctx.db, ctx.user.userId)),

  /** Makes a token and tells its secret, this once. */
  create: accountProcedure
    .input(tokenCreateInputSchema)
    .output(answer(newTokenSchema))
    .mutation(({ ctx, input }) => createToken(ctx.db, ctx.now(), ctx.source, ctx.user.userId, input)),

  revoke: accountProcedure
    .input(tokenRefSchema)
    .output(answer(tokenRefSchema))
    .mutation(({ ctx, input }) => revokeToken(ctx.db, ctx.source, ctx.user.userId, input)),
});
