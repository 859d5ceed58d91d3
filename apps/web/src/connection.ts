import { shared, useShared } from "./ui/shared.js";

/** Milliseconds between two looks at whether the server is back. */
const LOOK_AGAIN_MS = 4_000;

const online = shared(true);

/**
 * Keeps known whether the server is within reach. A browser's "offline" only says that there is no network: a
 * server on this very machine still answers, so it is asked before the word is believed.
 */
export function watchConnection(): void {
  let run = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    clearTimeout(timer);
    run += 1;
    const thisRun = run;
    const reached = navigator.onLine || (await serverAnswers());
    if (thisRun !== run) return;
    if (reached !== isOnline()) online.set(reached);
    // Also if it answered: it may be that the network went only then.
    if (!navigator.onLine) timer = setTimeout(look, LOOK_AGAIN_MS);
  };
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  void look();
}

/** Tells whenever the server comes within reach or goes out of it. @returns what ends it */
export const watchOnline = online.subscribe;

/** Calls back whenever somebody comes back to the page, or the server within reach. @returns what ends it */
export function watchReturn(work: () => void): () => void {
  const onShown = () => {
    if (document.visibilityState === "visible") work();
  };
  document.addEventListener("visibilitychange", onShown);
  // Of two windows side by side both are shown.
  window.addEventListener("focus", onShown);
  const stop = watchOnline((reached) => reached && work());
  return () => {
    document.removeEventListener("visibilitychange", onShown);
    window.removeEventListener("focus", onShown);
    stop();
  };
}

/** Whether the server is within reach, as far as is known. */
export const isOnline = online.get;

/** The same, kept up to date. */
export function useOnline(): boolean {
  return useShared(online);
}

async function serverAnswers(): Promise<boolean> {
  try {
    await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(LOOK_AGAIN_MS) });
    return true;
  } catch {
    return false;
  }
}
