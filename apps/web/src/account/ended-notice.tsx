import { Link } from "../router.js";
import { accountWords } from "../words/account-words.js";
import type { Remembered } from "./remembered.js";
import { useForgetUser } from "./use-sign-in.js";

/** Says that the session has ended, and keeps what was not sent until its user is back. */
export function EndedNotice({ user }: { user: Remembered }) {
  const words = accountWords().ended;
  const forgetUser = useForgetUser();
  return (
    <div className="banner" role="alert">
      <span>
        <strong>{words.title}</strong>{" "}
        {user.isGuest ? (
          words.ofGuest
        ) : (
          <>
            <Link href="/sign-in">{words.link}</Link>
            {words.after}
          </>
        )}
      </span>
      {user.isGuest && (
        <button type="button" className="button button-quiet" onClick={forgetUser}>
          {words.startAnew}
        </button>
      )}
    </div>
  );
}
