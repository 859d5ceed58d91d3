import { words } from "../words/words.js";
import { notify } from "./notice.js";
import { offerRelease } from "./release.js";
import { registerWorker } from "./worker.js";

/** Under which this browser remembers that it was told what plain http cannot do. */
const TOLD_KEY = "codex.https";

/**
 * Has the browser keep the page for when there is no server, or says once why it cannot; and offers a newer version of
 * it where there is one.
 */
export async function keepPage(): Promise<void> {
  window.addEventListener("vite:preloadError", () => {
    // A server that does not answer has no newer version to offer.
    void offerIfReplaced().catch(() => {});
  });
  if (!isSecureContext) tellOnce();
  else if ("serviceWorker" in navigator) {
    await registerWorker(offerRelease);
    // A newer version that took over while this one was still loading did so before anybody listened.
    if (navigator.serviceWorker.controller) await offerIfReplaced();
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

/** Offers to reload if the server's page is another than this one. */
async function offerIfReplaced(): Promise<void> {
  const ours = [...document.querySelectorAll<HTMLScriptElement>("head script[type=module][src]")];
  const answer = await fetch("/index.html", { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const theirs = new Set([...page.scripts].map(({ src }) => src));
  const isSame = ours.every(({ src }) => theirs.has(src));
  if (answer.ok && !isSame) offerRelease();
}
