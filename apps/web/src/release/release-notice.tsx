import { useEffect } from "react";
import { useStore } from "../sync/store-context.js";
import { words } from "../words/words.js";
import { dismissNotice, useNotice } from "./notice.js";
import { checkForRelease } from "./release.js";
import "./release-notice.css";

/** Where the page says what is to be said about itself; one on the page. */
export function ReleaseNotice() {
  const notice = useNotice();
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
