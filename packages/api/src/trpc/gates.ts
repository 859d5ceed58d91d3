import type { Caller, Person, User } from "../access/caller.js";
import type { Policy } from "../access/policy.js";
import type { Gate } from "../command/concerns.js";
import type { Context } from "./context.js";
import { forbidden, notSignedIn } from "./errors.js";

/** A user who may change something. @throws TRPCError `UNAUTHORIZED`, `FORBIDDEN` */
export async function writerOf({ identify, policy }: Pick<Context, "identify" | "policy">): Promise<User> {
  const user = userOf(await identify(), policy);
  if (user.kind === "program" && user.scope === "read")
    throw forbidden("This token may only read. Make one with the scope read-write to change things.");
  return user;
}

/** @throws TRPCError `UNAUTHORIZED` */
export function userOf(caller: Caller, policy: Policy): User {
  if (caller.kind === "nobody") throw notSignedIn(caller, policy);
  return caller;
}

/**
 * Whether a user may give commands of this kind at all. `allLists`: their credentials reach all of their lists.
 *
 * @throws TRPCError `FORBIDDEN`
 */
export function allowGate(user: User, gate: Gate): void {
  if (gate === "person") personOf(user);
  if (gate === "allLists" && user.kind === "program" && user.listIds !== null)
    throw forbidden("This token is limited to certain lists.");
}

/**
 * The user as a person on a server that has several: not a program, which must not let others in or lock its
 * user out.
 *
 * @throws TRPCError `FORBIDDEN`
 */
export function personOf(user: User): Person {
  if (user.kind === "owner") throw forbidden("This server has one owner and no accounts (ACCESS=single).");
  if (user.kind === "program") throw forbidden("A token cannot do this. Sign in on the page.");
  return user;
}
