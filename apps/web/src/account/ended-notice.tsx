import { useState } from "react";
import { Link } from "../router.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { accountWords } from "../words/account-words.js";
import type { Remembered } from "./remembered.js";
import { useForgetUser } from "./use-sign-in.js";
import { useUnsent } from "./use-unsent.js";

/** Says that the session has ended, and keeps what was not sent until its user is back. */
export function EndedNotice({ user }: { user: Remembered }) {
  const words = accountWords().ended;
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
      {user.isGuest && <StartAnew />}
    </div>
  );
}

/** Begins a list of another guest: at once where nothing is lost by it, and otherwise after asking. */
function StartAnew() {
  const { ended, signOut } = accountWords();
  const [unsent, setUnsent] = useState(0);
  const forgetUser = useForgetUser();
  const countUnsent = useUnsent();
  const begin = () => {
    const count = countUnsent();
    if (count === 0) forgetUser();
    else setUnsent(count);
  };
  return (
    <>
      <button type="button" className="button button-quiet" onClick={begin}>
        {ended.startAnew}
      </button>
      {unsent > 0 && (
        <ConfirmDialog
          title={ended.askAnew}
          confirm={ended.startAnew}
          onClose={() => setUnsent(0)}
          onConfirm={forgetUser}
        >
          <p>{signOut.unsent(unsent)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
