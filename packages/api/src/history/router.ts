import { historyInputSchema, historyPageSchema, undoInputSchema, undoOutputSchema } from "@codex/core/sync";
import { answered, withId } from "../command/answered.js";
import { inList, router, userProcedure } from "../trpc/procedures.js";
import { historyOf } from "./queries.js";

export const historyRouter = router({
  /** Who did what in a list, the latest first. */
  list: userProcedure
    .input(historyInputSchema)
    .use(inList("viewer"))
    .output(historyPageSchema)
    .query(({ ctx, input }) => historyOf(ctx.db, ctx.list.id, ctx.user.userId, input)),

  /** Takes back a command of the user's: the one named, or the last that can be. */
  undo: userProcedure
    .input(undoInputSchema)
    .output(undoOutputSchema)
    .mutation(({ ctx, input }) => answered(ctx, { kind: "undo", ...withId(input) })),

  /** Brings back what was undone: the command named, or the last, unless something else was done since. */
  redo: userProcedure
    .input(undoInputSchema)
    .output(undoOutputSchema)
    .mutation(({ ctx, input }) => answered(ctx, { kind: "redo", ...withId(input) })),
});
