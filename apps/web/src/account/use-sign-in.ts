import { useCallback } from "react";
import { navigate, useSearch } from "../router.js";
import { authRequest } from "./auth-request.js";
import { remembered } from "./remembered.js";
import { useSession } from "./session-context.js";
import { forgetTodoMvc } from "./todomvc.js";

/** What follows on signing in or up: everything is read as the new user, and the page goes where it was headed. */
export function useSignedIn(): (secret: string) => Promise<void> {
  const session = useSession();
  const toInvite = new URLSearchParams(useSearch()).get("to") === "invite";
  return useCallback(
    async (secret) => {
      const before = remembered();
      await session.refresh();
      // A guest becomes the one who signs in; anybody else is another.
      if (before && !before.isGuest && before.id !== remembered()?.id) forgetTodoMvc();
      navigate(toInvite ? `/invite#${secret}` : "/", { replace: true });
    },
    [session, toInvite],
  );
}

/** Forgets in this browser who it belonged to, with everything that was read or written. */
export function useForgetUser(): () => void {
  const session = useSession();
  return useCallback(() => session.forget(), [session]);
}

/** Ends the session, and leaves nothing of it in this browser. */
export function useSignOut(): () => Promise<void> {
  const forgetUser = useForgetUser();
  return useCallback(async () => {
    await authRequest("sign-out");
    navigate("/");
    forgetUser();
  }, [forgetUser]);
}
