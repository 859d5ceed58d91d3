import { reasonOf } from "../failure.js";
import { accountWords } from "../words/account-words.js";
import { words } from "../words/words.js";

/** Why something about an account did not work, in a sentence for people. */
export function accountReasonOf(error: unknown): string {
  if (error instanceof TypeError) return words.frame.failure.server;
  const reason = reasonOf(error);
  return error instanceof Error ? accountWords().refused(error.message, reason) : reason;
}
