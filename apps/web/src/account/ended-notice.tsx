import { Link } from "wouter";
import type { Remembered } from "./remembered.js";
import { useForgetUser } from "./use-sign-in.js";

/** Says that the session has ended, and keeps what was not sent until its user is back. */
export function EndedNotice({ user }: { user: Remembered }) {
  const forgetUser = useForgetUser();
  return (
    <div className="banner" role="alert">
      <span>
        <strong>Your session has ended.</strong>{" "}
        {user.isGuest ? (
          "The list that lived in this browser cannot be reached any more."
        ) : (
          <>
            <Link href="/sign-in">Sign in</Link> to go on. What you write meanwhile is kept and sent then.
          </>
        )}
      </span>
      {user.isGuest && (
        <button type="button" className="button button-quiet" onClick={forgetUser}>
          Start a new list
        </button>
      )}
    </div>
  );
}
