import type { Me } from "@codex/core/account";
import { createContext, type ReactNode, useEffect } from "react";
import { watchReturn } from "../connection.js";
import { useShared } from "../ui/shared.js";
import { useRequired } from "../ui/use-required.js";
import { type Remembered, rememberedUser } from "./remembered.js";
import type { Known, Session } from "./session.js";

const SessionContext = createContext<Session | undefined>(undefined);

/** Knows who uses the page, and keeps that up to date. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  useEffect(() => {
    session.refreshIfOld();
    return watchReturn(() => session.refreshIfOld());
  }, [session]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  return useRequired(SessionContext);
}

function useKnown(): Known {
  return useShared(useSession().known);
}

/** How the server lets people in and who this is; undefined until it has said so for the first time. */
export function useMe(): Me | undefined {
  return useKnown().me;
}

/** The user that this browser belongs to, signed in or not any more. */
export function useRemembered(): Remembered | undefined {
  return useShared(rememberedUser);
}

/** Whether there is anything of a user's to be read: a visitor has nothing yet. */
export function useHasUser(): boolean {
  const me = useMe();
  const known = useRemembered();
  return me ? me.user !== null : known !== undefined;
}

/** The user of this browser, if their session has ended. */
export function useEnded(): Remembered | undefined {
  const me = useMe();
  const known = useRemembered();
  return me && !me.user && me.access !== "single" ? known : undefined;
}

/** Why it is not known who this is, for a browser that has never been told, and a way to ask again. */
export function useStranger(): { readonly error: unknown; readonly ask: () => void } | undefined {
  const session = useSession();
  const { me, error } = useKnown();
  const known = useRemembered();
  if (me || known) return undefined;
  return { error, ask: () => void session.refresh().catch(() => {}) };
}
