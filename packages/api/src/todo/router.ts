import {
  changedCountSchema,
  noInputSchema,
  setAllCompletedInputSchema,
  todoCountsSchema,
  todoCreateInputSchema,
  todoListInputSchema,
  todoPageSchema,
  todoRefSchema,
  todoSchema,
  todoUpdateInputSchema,
} from "@codex/core/todo";
import { procedure, router } from "../trpc/procedures.js";
import { clearCompleted, createTodo, deleteTodo, setAllCompleted, updateTodo } from "./commands.js";
import { countTodos, listTodos, todoById } from "./queries.js";

export const todoRouter = router({
  /** A page of todos, oldest first. */
  list: procedure
    .input(todoListInputSchema)
    .output(todoPageSchema)
    .query(({ ctx, input }) => listTodos(ctx.db, input)),

  /** How many todos are to be done, and how many are done. */
  counts: procedure
    .input(noInputSchema)
    .output(todoCountsSchema)
    .query(({ ctx }) => countTodos(ctx.db)),

  byId: procedure
    .input(todoRefSchema)
    .output(todoSchema)
    .query(({ ctx, input }) => todoById(ctx.db, input.id)),

  /** Adds a todo; the same id and text again answer with the same todo. */
  create: procedure
    .input(todoCreateInputSchema)
    .output(todoSchema)
    .mutation(({ ctx, input }) => createTodo(ctx, input)),

  update: procedure
    .input(todoUpdateInputSchema)
    .output(todoSchema)
    .mutation(({ ctx, input }) => updateTodo(ctx, input)),

  delete: procedure
    .input(todoRefSchema)
    .output(todoRefSchema)
    .mutation(({ ctx, input }) => deleteTodo(ctx, input)),

  /** Completes every todo, or none. */
  setAllCompleted: procedure
    .input(setAllCompletedInputSchema)
    .output(changedCountSchema)
    .mutation(({ ctx, input }) => setAllCompleted(ctx, input)),

  /** Deletes every completed todo. */
  clearCompleted: procedure
    .input(noInputSchema)
    .output(changedCountSchema)
    .mutation(({ ctx }) => clearCompleted(ctx)),
});
