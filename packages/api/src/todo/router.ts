import { newId } from "@codex/core/id";
import { seriesRowSchema } from "@codex/core/row";
import { todoSearchInputSchema } from "@codex/core/search";
import { repeatInputSchema } from "@codex/core/series";
import {
  changedCountSchema,
  clearCompletedInputSchema,
  onceSchema,
  setAllCompletedInputSchema,
  todoCountsSchema,
  todoCreateInputSchema,
  todoDeleteInputSchema,
  todoLabelInputSchema,
  todoListInputSchema,
  todoMoveInputSchema,
  todoPageSchema,
  todoRefSchema,
  todoSchema,
  todoSkipSchema,
  todosInListSchema,
  todoUpdateInputSchema,
} from "@codex/core/todo";
import { answered, answeredAsked, withId } from "../command/answered.js";
import { roleIn } from "../list/roles.js";
import { answer } from "../trpc/answer.js";
import { notFound } from "../trpc/errors.js";
import { allowed, askedProcedure, ofTodo, procedure, router, userProcedure } from "../trpc/procedures.js";
import { todoFor } from "./by-id.js";
import { countsOf } from "./counts.js";
import { pageOf } from "./page.js";
import { seriesOf } from "./queries.js";
import { searchTodos } from "./search.js";

/** Where a list is meant, `listId` names it; left out, it is the user's Inbox. */
export const todoRouter = router({
  /** A page of a list's todos, oldest first. */
  list: procedure
    .input(todoListInputSchema)
    .output(answer(todoPageSchema))
    .query(({ ctx, input }) => pageOf(ctx, input)),

  /** How many todos of a list are to be done, and how many are done. */
  counts: procedure
    .input(todosInListSchema)
    .output(answer(todoCountsSchema))
    .query(({ ctx, input }) => countsOf(ctx, input.listId)),

  /** Todos by words of their text and notes, what fits best first: in one list, or in all that the user can see. */
  search: userProcedure
    .input(todoSearchInputSchema)
    .output(answer(todoPageSchema))
    .query(async ({ ctx, input }) => {
      const { listId } = input;
      if (listId !== undefined)
        allowed(ctx.user, await roleIn(ctx.db, ctx.user.userId, listId), "viewer", "list");
      return searchTodos(ctx.db, ctx.user, input);
    }),

  byId: procedure
    .input(todoRefSchema)
    .output(answer(todoSchema))
    .query(({ ctx, input }) => todoFor(ctx, input.id)),

  /** Adds a todo; the same id and text again answer with the same todo. */
  create: askedProcedure
    .input(todoCreateInputSchema)
    .output(answer(todoSchema))
    .mutation(async ({ ctx, input }) => {
      const { commandId = newId(), listId, id = commandId, ...fields } = input;
      const todos = [{ id, ...fields }];
      return present((await answeredAsked(ctx, { kind: "todo.create", commandId, listId, todos })).todo);
    }),

  update: askedProcedure
    .input(todoUpdateInputSchema)
    .output(answer(todoSchema))
    .mutation(async ({ ctx, input }) => {
      const { commandId = newId(), id, ...set } = input;
      return present((await answeredAsked(ctx, { kind: "todo.update", commandId, ids: [id], set })).todo);
    }),

  /** Puts labels on todos, and takes others off; what else is on them stays. */
  label: userProcedure
    .input(todoLabelInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.label", ...withId(input) })),

  /** Lets a todo repeat from its due date on: completing it makes the next. Null ends that. */
  repeat: userProcedure
    .input(onceSchema.extend(repeatInputSchema.shape))
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.repeat", ...withId(input) })),

  /** Puts what repeats to the next date of its rule, without completing it. */
  skip: userProcedure
    .input(onceSchema.extend(todoSkipSchema.shape))
    .output(answer(todoSchema))
    .mutation(async ({ ctx, input }) =>
      present((await answered(ctx, { kind: "todo.skip", ...withId(input) })).todo),
    ),

  /** The rule by which a todo repeats, if it does. */
  series: userProcedure
    .input(todoRefSchema)
    .use(ofTodo("viewer"))
    .output(answer(seriesRowSchema.nullable()))
    .query(({ ctx, input }) => seriesOf(ctx.db, ctx.list.id, input.id)),

  /** Puts a todo into the trash, from which it can be restored for 30 days. */
  delete: userProcedure
    .input(todoDeleteInputSchema)
    .output(answer(todoRefSchema))
    .mutation(async ({ ctx, input }) => {
      const { commandId = newId(), id } = input;
      await answered(ctx, { kind: "todo.delete", commandId, ids: [id] });
      return { id };
    }),

  /** Moves todos to another list; the user has to be an editor of every list concerned. */
  move: userProcedure
    .input(todoMoveInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.move", ...withId(input) })),

  /** Completes every todo of a list, or none; counts those that were not so before. */
  setAllCompleted: userProcedure
    .input(setAllCompletedInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.setAllCompleted", ...withId(input) })),

  /** Puts every completed todo of a list into the trash. */
  clearCompleted: userProcedure
    .input(clearCompletedInputSchema)
    .output(answer(changedCountSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "todo.clearCompleted", ...withId(input) })),
});

function present<T>(todo: T | null): T {
  if (todo === null) throw notFound("todo");
  return todo;
}
