import type { Me } from "@codex/core/account";
import { Link } from "../router.js";
import { words } from "../words/words.js";
import { nameOf } from "./name-of.js";

/** In the header: who is signed in, or the way to sign in. */
export function AccountLink({ me: { user } }: { me: Me }) {
  if (!user) {
    return (
      <Link href="/sign-in" className="button button-quiet account-link">
        {words.frame.account.signIn}
      </Link>
    );
  }
  const name = nameOf(user.name);
  const initial = [...name][0]?.toUpperCase() ?? "?";
  return (
    <Link href="/account" className="account-link account-avatar" aria-label={words.frame.account.of(name)}>
      <span aria-hidden="true">{initial}</span>
    </Link>
  );
}
