import {
  historyInputSchema,
  historyPageSchema,
  undoBatchInputSchema,
  undoBatchOutputSchema,
  undoInputSchema,
  undoOutputSchema,
} from "@codex/core/sync";
import { answered, withId } from "../command/answered.js";
import { undoBatch } from "../command/undo-batch.js";
import { answer } from "../trpc/answer.js";
import { inList, router, userProcedure } from "../trpc/procedures.js";
import { historyOf } from "./queries.js";

export const historyRouter = router({
  /** Who did what in a list, the latest first. */
  list: userProcedure
    .input(historyInputSchema)
    .use(inList("viewer"))
    .output(answer(historyPageSchema))
    .query(({ ctx, input }) => historyOf(ctx.db, ctx.list.id, ctx.user.userId, input)),

  /** Takes back a command of the user's: the one named, or the last that can be. */
  undo: userProcedure
    .input(undoInputSchema)
    .output(answer(undoOutputSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "undo", ...withId(input) })),

  /** Takes back what was done together, as an import: the last first, some at a time. Asked again, it goes on. */
  undoBatch: userProcedure
    .input(undoBatchInputSchema)
    .output(answer(undoBatchOutputSchema))
    .mutation(({ ctx, input }) => undoBatch(ctx, input.batch)),

  /** Brings back what was undone: the command named, or the last, unless something else was done since. */
  redo: userProcedure
    .input(undoInputSchema)
    .output(answer(undoOutputSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "redo", ...withId(input) })),
});
