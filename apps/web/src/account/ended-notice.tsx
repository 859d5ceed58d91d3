import { Link } from "wouter";
import { useMe, useRemembered } from "./session-context.js";
import { useForgetUser } from "./use-sign-in.js";

/** Says that the session has ended, and keeps what was not sent until its user is back. */
export function EndedNotice() {
  const me = useMe();
  const known = useRemembered();
  const forgetUser = useForgetUser();
  if (!me || me.user || me.access === "single" || !known) return null;
  return (
    <div className="banner" role="alert">
      <span>
        <strong>Your session has ended.</strong>{" "}
        {known.isGuest ? (
          "The list that lived in this browser cannot be reached any more."
        ) : (
          <>
            <Link href="/sign-in">Sign in</Link> to go on. What you write meanwhile is kept and sent then.
          </>
        )}
      </span>
      {known.isGuest && (
        <button type="button" className="button button-quiet" onClick={() => void forgetUser()}>
          Start a new list
        </button>
      )}
    </div>
  );
}
