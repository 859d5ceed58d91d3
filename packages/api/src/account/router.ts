import {
  accountExportSchema,
  changeEmailInputSchema,
  changePasswordInputSchema,
  claimInputSchema,
  confirmEmailInputSchema,
  deleteAccountInputSchema,
  emailOutcomeSchema,
  meSchema,
  renameInputSchema,
  sessionRefSchema,
  sessionsSchema,
} from "@codex/core/account";
import { noInputSchema } from "@codex/core/input";
import { changedCountSchema } from "@codex/core/todo";
import { sqlOf } from "@codex/db";
import { z } from "zod";
import { doneBy, record } from "../audit/record.js";
import { answer } from "../trpc/answer.js";
import { accountProcedure, personProcedure, procedure, router } from "../trpc/procedures.js";
import {
  changeEmail,
  changePassword,
  claim,
  deleteAccount,
  renameUser,
  revokeOtherSessions,
  revokeSession,
} from "./commands.js";
import { confirmEmail } from "./email.js";
import { exportAccount, me, sessionsOf } from "./queries.js";

const nothing = z.strictObject({});

export const accountRouter = router({
  /** How the server lets people in, and who asks. Whoever asks is told. */
  me: procedure
    .input(noInputSchema)
    .output(answer(meSchema))
    .query(({ ctx }) => me(ctx)),

  /** A guest becomes an account: the same user, with e-mail and password. */
  claim: personProcedure
    .input(claimInputSchema)
    .output(answer(emailOutcomeSchema))
    .mutation(({ ctx, input }) => claim(ctx, ctx.user, input)),

  /** What the link in an e-mail does; the link is the credential. */
  confirmEmail: procedure
    .input(confirmEmailInputSchema)
    .output(answer(emailOutcomeSchema))
    .mutation(({ ctx, input }) => {
      ctx.limit("reset", ctx.address);
      return confirmEmail(ctx, input.token);
    }),

  rename: personProcedure
    .input(renameInputSchema)
    .output(answer(meSchema.shape.user))
    .mutation(({ ctx, input }) => renameUser(ctx, ctx.user.userId, input)),

  /** Sets another password and ends every other session. */
  changePassword: accountProcedure
    .input(changePasswordInputSchema)
    .output(answer(nothing))
    .mutation(async ({ ctx, input }) => {
      await changePassword(ctx, ctx.user, input);
      return {};
    }),

  changeEmail: accountProcedure
    .input(changeEmailInputSchema)
    .output(answer(emailOutcomeSchema))
    .mutation(({ ctx, input }) => changeEmail(ctx, ctx.user.userId, input)),

  /** Where the user is signed in. */
  sessions: personProcedure
    .input(noInputSchema)
    .output(answer(sessionsSchema))
    .query(({ ctx }) => sessionsOf(ctx, ctx.user)),

  revokeSession: personProcedure
    .input(sessionRefSchema)
    .output(answer(sessionRefSchema))
    .mutation(({ ctx, input }) => revokeSession(ctx, ctx.user.userId, input)),

  revokeOtherSessions: personProcedure
    .input(noInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx }) => revokeOtherSessions(ctx, ctx.user)),

  /** Everything that is kept about the user. */
  export: personProcedure
    .input(noInputSchema)
    .output(answer(accountExportSchema))
    .query(async ({ ctx }) => {
      await record(sqlOf(ctx.db), ctx.source, {
        kind: "exported",
        ...doneBy(ctx.user),
        about: { format: "account" },
      });
      return exportAccount(ctx, ctx.user);
    }),

  /** Deletes the user; lists they share have to be handed over or deleted first. */
  delete: personProcedure
    .input(deleteAccountInputSchema)
    .output(answer(nothing))
    .mutation(async ({ ctx, input }) => {
      await deleteAccount(ctx, ctx.user, input);
      return {};
    }),
});
