import { useState } from "react";
import { useStoreState } from "../sync/store-context.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { toast } from "../ui/toast.js";
import { AuthError } from "./auth-request.js";
import { useMe } from "./session-context.js";
import { useSignOut } from "./use-sign-in.js";

/** Signs out: at once where nothing is lost by it, and otherwise after asking. */
export function SignOutButton() {
  const me = useMe();
  const signOut = useSignOut();
  const { waiting, refused } = useStoreState();
  const [asking, ask] = useState(false);
  const unsent = refused.length + waiting.length;
  const isGuest = me?.user?.isGuest ?? false;
  const go = () =>
    signOut().catch((error: unknown) =>
      toast(
        error instanceof AuthError ? error.message : "The server cannot be reached. You are still signed in.",
      ),
    );
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => (unsent > 0 || isGuest ? ask(true) : void go())}
      >
        Sign out
      </button>
      {asking && (
        <ConfirmDialog
          title={isGuest ? "Sign out and lose this list?" : "Sign out?"}
          confirm={isGuest ? "Sign out and delete" : "Sign out"}
          onClose={() => ask(false)}
          onConfirm={() => void go()}
        >
          {isGuest && (
            <p>
              This list lives in this browser only. Without e-mail and password nobody can ever come back to
              it: it goes, for good.
            </p>
          )}
          {unsent > 0 && (
            <p>
              {unsent === 1 ? "One change was" : `${unsent} changes were`} not sent yet, and would be lost.
            </p>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
