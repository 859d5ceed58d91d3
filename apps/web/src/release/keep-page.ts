import { settingsWords } from "../words/settings-words.js";
import { notify } from "./notice.js";
import { offerIfReplaced, offerRelease } from "./release.js";
import { registerWorker } from "./worker.js";

/** Under which this browser remembers that it was told what plain http cannot do. */
const TOLD_KEY = "codex.https";

/** Has the browser keep the page for when there is no server, or says once why it cannot. */
export async function keepPage(): Promise<void> {
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
  notify({ text: settingsWords().needsHttps });
}
