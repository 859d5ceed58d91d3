/** Under which this browser remembers whose it is. */
const KEY = "codex.user";

/** The user that this browser belongs to, signed in or not any more. */
export interface Remembered {
  readonly id: string;
  readonly isGuest: boolean;
}

/** A user from the text that stands for them where only text is kept. */
export function rememberedOf(text: string): Remembered | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("id" in value && "isGuest" in value)) return undefined;
  const { id, isGuest } = value;
  return typeof id === "string" && typeof isGuest === "boolean" ? { id, isGuest } : undefined;
}

/** Kept beside the browser's storage for those that refuse to store. */
let kept: Remembered | undefined = read();
const listeners = new Set<() => void>();

export function remembered(): Remembered | undefined {
  return kept;
}

/** Tells the other tabs too, which then look anew who they are. */
export function remember(user: Remembered | undefined): void {
  if (user?.id === kept?.id && user?.isGuest === kept?.isGuest) return;
  kept = user;
  try {
    if (user) localStorage.setItem(KEY, JSON.stringify(user));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage this tab knows it by itself.
  }
  for (const listener of listeners) listener();
}

export function subscribeRemembered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param changed - called when another tab signed in, out, or claimed */
export function watchOtherTabs(changed: () => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    kept = read();
    for (const listener of listeners) listener();
    changed();
  });
}

function read(): Remembered | undefined {
  try {
    return rememberedOf(localStorage.getItem(KEY) ?? "null");
  } catch {
    return undefined;
  }
}
