/** Forgets what this browser keeps under such keys, as the page changes hands. */
export function forget(storage: () => Storage, keys: RegExp): void {
  try {
    for (const key of Object.keys(storage())) if (keys.test(key)) storage().removeItem(key);
  } catch {
    // It keeps nothing.
  }
}
