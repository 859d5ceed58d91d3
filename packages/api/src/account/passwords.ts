import { dictionary } from "@zxcvbn-ts/language-common";
import { badInput } from "../trpc/errors.js";

const COMMON = new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()));

/**
 * Refuses what is tried first by whoever guesses: the common passwords, a few characters over and over, and
 * the address itself.
 *
 * @param field - the input's field that the password came in
 * @throws TRPCError `BAD_REQUEST`
 */
export function refuseCommonPassword(password: string, email: string, field = "password"): void {
  const folded = password.toLowerCase();
  const [local = ""] = email.toLowerCase().split("@");
  const repeats = new Set(folded).size <= 2;
  if (COMMON.has(folded) || repeats || folded === email.toLowerCase() || folded === local)
    throw badInput(field, "is one of the first that would be tried: choose another");
}
