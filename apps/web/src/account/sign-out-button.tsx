import { useState } from "react";
import { useStoreState } from "../sync/store-context.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { AuthError } from "./auth-request.js";
import { accountReasonOf } from "./reason.js";
import { useMe } from "./session-context.js";
import { useSignOut } from "./use-sign-in.js";

/** Signs out: at once where nothing is lost by it, and otherwise after asking. */
export function SignOutButton() {
  const words = accountWords().signOut;
  const me = useMe();
  const signOut = useSignOut();
  const { waiting, refused } = useStoreState();
  const [asking, ask] = useState(false);
  const unsent = refused.length + waiting.length;
  const isGuest = me?.user?.isGuest ?? false;
  const go = () =>
    signOut().catch((error: unknown) =>
      toast(error instanceof AuthError ? accountReasonOf(error) : words.unreachable),
    );
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => (unsent > 0 || isGuest ? ask(true) : void go())}
      >
        {words.button}
      </button>
      {asking && (
        <ConfirmDialog
          title={isGuest ? words.titleOfGuest : words.title}
          confirm={isGuest ? words.confirmOfGuest : words.confirm}
          onClose={() => ask(false)}
          onConfirm={() => void go()}
        >
          {isGuest && <p>{words.moreOfGuest}</p>}
          {unsent > 0 && <p>{words.unsent(unsent)}</p>}
        </ConfirmDialog>
      )}
    </>
  );
}
