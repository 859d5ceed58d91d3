import { labelColorInputSchema, labelsOutputSchema } from "@codex/core/personal";
import { changedCountSchema, onceSchema } from "@codex/core/todo";
import { answered, withId } from "../command/answered.js";
import { answer } from "../trpc/answer.js";
import { router, userProcedure } from "../trpc/procedures.js";
import { colouredLabels } from "./queries.js";

/** The labels to which a user has given a colour; which labels there are stands on the todos. */
export const labelRouter = router({
  all: userProcedure.output(answer(labelsOutputSchema)).query(({ ctx }) => colouredLabels(ctx.db, ctx.user)),

  /** Gives a label a colour, for the user alone; null takes it away. */
  setColor: userProcedure
    .input(onceSchema.extend(labelColorInputSchema.partial({ id: true }).shape))
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => {
      const { commandId, id = commandId, ...rest } = withId(input);
      return answered(ctx, { kind: "label.setColor", commandId, id, ...rest });
    }),
});
