import type { Me } from "@codex/core/account";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { codeOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { type Remembered, remembered, subscribeRemembered, watchOtherTabs } from "./remembered.js";
import { Session } from "./session.js";

const SessionContext = createContext<Session | undefined>(undefined);

/** Knows who uses the page, and keeps that up to date. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  const [session] = useState(() => new Session(queryClient, client));

  useEffect(() => {
    watchOtherTabs(() => {
      session.follow();
      void queryClient.resetQueries();
    });
    // What is refused for want of a user says that the session may have ended: the server is asked.
    const ask = (error: unknown) => {
      if (codeOf(error) === "UNAUTHORIZED") void session.refresh().catch(() => {});
    };
    const stops = [
      queryClient.getQueryCache().subscribe(({ query, type }) => {
        if (type === "updated" && query.queryHash.includes("account") === false) ask(query.state.error);
      }),
      queryClient.getMutationCache().subscribe(({ mutation }) => ask(mutation?.state.error)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [queryClient, session]);

  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("The session is used outside of SessionProvider");
  return session;
}

/** How the server lets people in and who this is; undefined until it has said so for the first time. */
export function useMe(): Me | undefined {
  const session = useSession();
  const { data } = trpc.account.me.useQuery(undefined, { staleTime: 60_000 });
  useEffect(() => {
    if (data) session.learn(data);
  }, [data, session]);
  return data;
}

/** The user that this browser belongs to, signed in or not any more. */
export function useRemembered(): Remembered | undefined {
  return useSyncExternalStore(subscribeRemembered, remembered);
}

/** Whether there is anything of a user's to be read: a visitor has nothing yet. */
export function useHasUser(): boolean {
  const me = useMe();
  const known = useRemembered();
  return me ? me.user !== null : known !== undefined;
}

/** Why it is not known who this is, for a browser that has never been told, and a way to ask again. */
export function useStranger(): { readonly error: unknown; readonly ask: () => void } | undefined {
  const { data, error, refetch } = trpc.account.me.useQuery(undefined, { staleTime: 60_000 });
  const known = useRemembered();
  if (data || known) return undefined;
  return { error: error ?? undefined, ask: () => void refetch() };
}
