import {
  changedCountSchema,
  setAllCompletedInputSchema,
  todoCountsSchema,
  todoCreateInputSchema,
  todoListInputSchema,
  todoMoveInputSchema,
  todoPageSchema,
  todoRefSchema,
  todoSchema,
  todosInListSchema,
  todoUpdateInputSchema,
} from "@codex/core/todo";
import { inList, ofTodo, router, userProcedure } from "../trpc/procedures.js";
import {
  clearCompleted,
  createTodo,
  deleteTodo,
  moveTodos,
  setAllCompleted,
  updateTodo,
} from "./commands.js";
import { countTodos, listTodos, todoById } from "./queries.js";

/** Where a list is meant, `listId` names it; left out, it is the user's Inbox. */
export const todoRouter = router({
  /** A page of a list's todos, oldest first. */
  list: userProcedure
    .input(todoListInputSchema)
    .use(inList("viewer"))
    .output(todoPageSchema)
    .query(({ ctx, input }) => listTodos(ctx.db, ctx.list.id, input)),

  /** How many todos of a list are to be done, and how many are done. */
  counts: userProcedure
    .input(todosInListSchema)
    .use(inList("viewer"))
    .output(todoCountsSchema)
    .query(({ ctx }) => countTodos(ctx.db, ctx.list.id)),

  byId: userProcedure
    .input(todoRefSchema)
    .use(ofTodo("viewer"))
    .output(todoSchema)
    .query(({ ctx, input }) => todoById(ctx.db, ctx.list.id, input.id)),

  /** Adds a todo; the same id and text again answer with the same todo. */
  create: userProcedure
    .input(todoCreateInputSchema)
    .use(inList("editor"))
    .output(todoSchema)
    .mutation(({ ctx, input }) => createTodo(ctx, { listId: ctx.list.id, userId: ctx.user.userId }, input)),

  update: userProcedure
    .input(todoUpdateInputSchema)
    .use(ofTodo("editor"))
    .output(todoSchema)
    .mutation(({ ctx, input }) => updateTodo(ctx, ctx.list.id, input)),

  delete: userProcedure
    .input(todoRefSchema)
    .use(ofTodo("editor"))
    .output(todoRefSchema)
    .mutation(({ ctx, input }) => deleteTodo(ctx, ctx.list.id, input)),

  /** Moves todos to another list, all or none; the user has to be an editor of every list concerned. */
  move: userProcedure
    .input(todoMoveInputSchema)
    .use(inList("editor"))
    .output(changedCountSchema)
    .mutation(({ ctx, input }) => moveTodos(ctx, ctx.user, input)),

  /** Completes every todo of a list, or none. */
  setAllCompleted: userProcedure
    .input(setAllCompletedInputSchema)
    .use(inList("editor"))
    .output(changedCountSchema)
    .mutation(({ ctx, input }) => setAllCompleted(ctx, ctx.list.id, input)),

  /** Deletes every completed todo of a list. */
  clearCompleted: userProcedure
    .input(todosInListSchema)
    .use(inList("editor"))
    .output(changedCountSchema)
    .mutation(({ ctx }) => clearCompleted(ctx, ctx.list.id)),
});
