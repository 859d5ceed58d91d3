import { useEffect, useEffectEvent, useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { AuthError } from "./auth-request.js";
import { accountReasonOf } from "./reason.js";
import { useMe } from "./session-context.js";
import { useSignOut } from "./use-sign-in.js";
import { useUnsent } from "./use-unsent.js";

/** Signs out: at once where nothing is lost by it, and otherwise after asking. */
export function SignOutButton() {
  const [begun, begin] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => begin(true)}>
        {accountWords().signOut.button}
      </button>
      {begun && <SignOut onEnd={() => begin(false)} />}
    </>
  );
}

/** Signs out as soon as it is drawn, or asks first. @param onEnd - called when it is over, whatever came of it */
export function SignOut({ onEnd }: { readonly onEnd: () => void }) {
  const words = accountWords().signOut;
  const me = useMe();
  const signOut = useSignOut();
  const countUnsent = useUnsent();
  const [unsent] = useState(countUnsent);
  const isGuest = me?.user?.isGuest ?? false;
  const asks = unsent > 0 || isGuest;
  const go = () => {
    onEnd();
    signOut().catch((error: unknown) =>
      toast(error instanceof AuthError ? accountReasonOf(error) : words.unreachable),
    );
  };
  const begin = useEffectEvent(() => (asks ? undefined : go()));
  useEffect(() => begin(), []);
  if (!asks) return null;
  return (
    <ConfirmDialog
      title={isGuest ? words.titleOfGuest : words.title}
      confirm={isGuest ? words.confirmOfGuest : words.confirm}
      onClose={onEnd}
      onConfirm={go}
    >
      {isGuest && <p>{words.moreOfGuest}</p>}
      {unsent > 0 && <p>{words.unsent(unsent)}</p>}
    </ConfirmDialog>
  );
}
