import { offerIfReplaced } from "./release.js";

/** Has the page open without the server, and follow its versions. Nothing of it is in the way of the first sight. */
export function startRelease(): void {
  window.addEventListener("vite:preloadError", () => {
    // A server that does not answer has no newer version to offer.
    void offerIfReplaced().catch(() => {});
  });
  // `vite` has no worker to serve.
  if (import.meta.env.DEV) return;
  // A browser that refuses to keep anything shows the page as well without.
  const keep = () => void import("./keep-page.js").then(({ keepPage }) => keepPage()).catch(() => {});
  window.addEventListener("load", () =>
    "requestIdleCallback" in window ? requestIdleCallback(keep) : keep(),
  );
}
