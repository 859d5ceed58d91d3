import { isAtLeast, type Role } from "@codex/core/role";
import { experimental_standaloneMiddleware } from "@trpc/server";
import { reaches, type User } from "../access/caller.js";
import { roleIn, roleInListOfTodo } from "../list/roles.js";
import type { Context } from "./context.js";
import { forbidden, notFound, withCode } from "./errors.js";
import { personOf, userOf, writerOf } from "./gates.js";
import { t } from "./init.js";

export const { router } = t;

/** Anybody may call it. */
export const procedure = t.procedure.use(async ({ ctx, path, next }) => {
  const began = performance.now();
  // The calls of a batch run in parallel: each has the time at which it came, so that they stay in order.
  const at = ctx.now();
  const result = await next({ ctx: { now: () => at } });
  if (result.ok) {
    ctx.observe(path, began);
    return result;
  }
  const error = withCode(result.error);
  ctx.observe(path, began, error.code);
  throw error;
});

/** A user: the owner of a single server, a guest, an account, or a program with a token that may do this. */
export const userProcedure = procedure.use(async ({ ctx, type, next }) => {
  const user = type === "mutation" ? await writerOf(ctx) : userOf(await ctx.identify(), ctx.policy);
  return next({ ctx: { user } });
});

/**
 * The same for what `executeAsked` carries out, which finds out whether it is them. Whoever was never seen is before
 * anybody looks at their input, and whoever was is counted.
 */
export const askedProcedure = procedure.use(async ({ ctx, next }) => {
  if (ctx.presume() === undefined) await writerOf(ctx);
  return next();
});

/** A person on a server that has several: not a program, which must not let others in or lock its user out. */
export const personProcedure = userProcedure.use(async ({ ctx, type, next }) => {
  const user = personOf(ctx.user);
  const result = await next({ ctx: { user } });
  // Sessions and tokens may have ended with it: open streams look whether they still may be.
  if (type === "mutation") ctx.wake([user.userId]);
  return result;
});

/** A person with an e-mail address and a password. */
export const accountProcedure = personProcedure.use(({ ctx: { user }, next }) => {
  if (user.isGuest)
    throw forbidden("A guest cannot do this. Claim your list with e-mail and password first.");
  return next();
});

/** What a procedure about a list is given of it. */
export interface ListAccess {
  readonly id: string;
  /** The user's role in it. */
  readonly role: Role;
}

interface UserContext extends Context {
  readonly user: User;
}

/** A member of the input's list, or of the user's own Inbox, with at least this role. */
export function inList(needed: Role) {
  return experimental_standaloneMiddleware<{
    ctx: UserContext;
    input: { listId?: string | undefined };
  }>().create(async ({ ctx, input, next }) => {
    const list = await roleIn(ctx.db, ctx.user.userId, input.listId);
    return next({ ctx: { list: allowed(ctx.user, list, needed, "list") } });
  });
}

/** A member of the list that the input's todo stands in, with at least this role. */
export function ofTodo(needed: Role) {
  return experimental_standaloneMiddleware<{ ctx: UserContext; input: { id: string } }>().create(
    async ({ ctx, input, next }) => {
      const list = await roleInListOfTodo(ctx.db, ctx.user.userId, input.id);
      return next({ ctx: { list: allowed(ctx.user, list, needed, "todo") } });
    },
  );
}

/** @throws TRPCError `NOT_FOUND` for what the user cannot see, `FORBIDDEN` for what they can see but not do */
export function allowed(
  user: User,
  list: ListAccess | undefined,
  needed: Role,
  what: "list" | "todo",
): ListAccess {
  if (!list || !reaches(user, list.id)) throw notFound(what);
  if (!isAtLeast(list.role, needed)) throw forbidden(`Only ${WHO[needed]} of this list can do this.`);
  return list;
}

const WHO: Record<Role, string> = {
  viewer: "members",
  editor: "the owner and the editors",
  owner: "the owner",
};
