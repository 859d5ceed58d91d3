/** Forgets what this browser keeps under such keys, as the page changes hands. */
export function forget(kept: "localStorage" | "sessionStorage", keys: RegExp): void {
  try {
    const storage = window[kept];
    for (const key of Object.keys(storage)) if (keys.test(key)) storage.removeItem(key);
  } catch {
    // It keeps nothing.
  }
}
