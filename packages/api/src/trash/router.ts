import { trashListInputSchema, trashPageSchema } from "@codex/core/sync";
import { changedCountSchema, trashInputSchema } from "@codex/core/todo";
import { answered, withId } from "../command/answered.js";
import { answer } from "../trpc/answer.js";
import { router, userProcedure } from "../trpc/procedures.js";
import { trashOf } from "./queries.js";

/** What was deleted, for 30 days. A deleted list is restored by `list.restore` and purged by `list.purge`. */
export const trashRouter = router({
  list: userProcedure
    .input(trashListInputSchema)
    .output(answer(trashPageSchema))
    .query(({ ctx, input }) => trashOf(ctx.db, ctx.user, input)),

  /** Puts todos back where they were. */
  restore: userProcedure
    .input(trashInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.restore", ...withId(input) })),

  /** Deletes todos for good, with their history. */
  purge: userProcedure
    .input(trashInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.purge", ...withId(input) })),
});
