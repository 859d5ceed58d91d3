import { offerIfReplaced } from "./release.js";

/** Offers a newer version where a part of this one cannot be had any more. */
export function startRelease(): void {
  window.addEventListener("vite:preloadError", () => {
    // A server that does not answer has no newer version to offer.
    void offerIfReplaced().catch(() => {});
  });
}

// `vite` has no worker to serve.
let isBegun = import.meta.env.DEV;

/** Has the page open without the server, and follow its versions. */
export function startKeeping(): void {
  if (isBegun) return;
  isBegun = true;
  // A browser that refuses to keep anything shows the page as well without.
  const keep = () => void import("./keep-page.js").then(({ keepPage }) => keepPage()).catch(() => {});
  if ("requestIdleCallback" in window) requestIdleCallback(keep);
  else keep();
}
