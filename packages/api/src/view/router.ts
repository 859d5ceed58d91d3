import { newSavedViewSchema, savedViewRefSchema, savedViewsOutputSchema } from "@codex/core/personal";
import { changedCountSchema, onceSchema } from "@codex/core/todo";
import { answered, withId } from "../command/answered.js";
import { answer } from "../trpc/answer.js";
import { router, userProcedure } from "../trpc/procedures.js";
import { savedViews } from "./queries.js";

/** The views that a user has saved; nobody else sees them. */
export const viewRouter = router({
  all: userProcedure.output(answer(savedViewsOutputSchema)).query(({ ctx }) => savedViews(ctx.db, ctx.user)),

  /** Saves a view; the same id again gives it another name and query. */
  save: userProcedure
    .input(onceSchema.extend(newSavedViewSchema.partial({ id: true }).shape))
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => {
      const { commandId, id = commandId, ...rest } = withId(input);
      return answered(ctx, { kind: "view.save", commandId, id, ...rest });
    }),

  delete: userProcedure
    .input(onceSchema.extend(savedViewRefSchema.shape))
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "view.delete", ...withId(input) })),
});
