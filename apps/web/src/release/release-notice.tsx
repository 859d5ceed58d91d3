import { useEffect, useSyncExternalStore } from "react";
import { useHasUser, useStranger } from "../account/session-context.js";
import { useStore } from "../sync/store-context.js";
import { words } from "../words/words.js";
import { dismissNotice, useNotice } from "./notice.js";
import { checkForRelease } from "./release.js";
import { startKeeping } from "./start.js";
import "./release-notice.css";

/** Where the page says what is to be said about itself; one on the page. */
export function ReleaseNotice() {
  const notice = useNotice();
  useKeeping();
  useCheckOnReturn();
  if (!notice) return null;
  const { text, action } = notice;
  return (
    <section className="release-notice" aria-label={words.frame.release.label}>
      <span>{text}</span>
      {action && (
        <button type="button" className="button button-quiet" onClick={action.run}>
          {action.label}
        </button>
      )}
      <button type="button" className="button button-quiet" onClick={dismissNotice}>
        {words.frame.dismiss}
      </button>
    </section>
  );
}

/** To keep a page is a request for each of its files: none of them is to hold up what somebody came to see. */
function useKeeping(): void {
  const store = useStore();
  const hasUser = useHasUser();
  const stranger = useStranger();
  const isLoading = useSyncExternalStore(store.subscribe, () => {
    const { status, error } = store.get();
    return status === "loading" && error === undefined;
  });
  const isAwaited = stranger ? stranger.error === undefined : hasUser && isLoading;
  useEffect(() => (isAwaited ? undefined : startKeeping()), [isAwaited]);
}

/** A server that was away may be a newer one now. */
function useCheckOnReturn(): void {
  const store = useStore();
  useEffect(() => {
    let before = store.get().status;
    return store.subscribe(() => {
      const { status } = store.get();
      if (before !== "live" && status === "live") void checkForRelease();
      before = status;
    });
  }, [store]);
}
