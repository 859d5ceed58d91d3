import { words } from "../words/words.js";
import { notify } from "./notice.js";
import { offerIfReplaced, offerRelease } from "./release.js";

/** Under which this browser remembers that it was told what plain http cannot do. */
const TOLD_KEY = "codex.https";

/** Has the page open without the server, and follow its versions. Nothing of it is in the way of the first sight. */
export function startRelease(): void {
  window.addEventListener("vite:preloadError", () => {
    // A server that does not answer has no newer version to offer.
    void offerIfReplaced().catch(() => {});
  });
  // `vite` has no worker to serve.
  if (import.meta.env.DEV) return;
  window.addEventListener("load", () =>
    "requestIdleCallback" in window ? requestIdleCallback(begin) : begin(),
  );
}

function begin(): void {
  if (!isSecureContext) tellOnce();
  else if ("serviceWorker" in navigator) {
    // A browser that refuses to keep anything shows the page as well without.
    void import("./worker.js").then(({ registerWorker }) => registerWorker(offerRelease)).catch(() => {});
  }
}

function tellOnce(): void {
  try {
    if (localStorage.getItem(TOLD_KEY)) return;
    localStorage.setItem(TOLD_KEY, "told");
  } catch {
    // Who cannot be remembered would be told every time.
    return;
  }
  notify({ text: words.frame.release.needsHttps });
}
