import type { Person, User } from "../access/caller.js";
import type { Gate } from "../command/concerns.js";
import { forbidden } from "./errors.js";

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
