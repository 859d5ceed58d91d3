import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** Milliseconds between two looks at whether the server is back. */
const LOOK_AGAIN_MS = 4_000;

/**
 * Tells TanStack Query whether the server is within reach. A browser's "offline" only says that there is
 * no network: a server on this very machine still answers, so it is asked before the word is believed.
 */
export function watchConnection(): void {
  onlineManager.setEventListener((setOnline) => {
    let run = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      clearTimeout(timer);
      run += 1;
      const thisRun = run;
      const online = navigator.onLine || (await serverAnswers());
      if (thisRun !== run) return;
      setOnline(online);
      if (!online) timer = setTimeout(look, LOOK_AGAIN_MS);
    };
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    void look();
    return () => {
      run += 1;
      clearTimeout(timer);
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  });
}

/** Whether the server is within reach, as far as is known. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}

async function serverAnswers(): Promise<boolean> {
  try {
    await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(LOOK_AGAIN_MS) });
    return true;
  } catch {
    return false;
  }
}
