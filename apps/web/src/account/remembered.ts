import { keep, readKept } from "../ui/kept.js";
import { shared } from "../ui/shared.js";

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
export const rememberedUser = shared(read());

export const remembered = rememberedUser.get;

/** Tells the other tabs too, which then look anew who they are. */
export function remember(user: Remembered | undefined): void {
  const before = remembered();
  if (user?.id === before?.id && user?.isGuest === before?.isGuest) return;
  keep(KEY, user && JSON.stringify(user));
  rememberedUser.set(user);
}

/** @param changed - called when another tab signed in, out, or claimed */
export function watchOtherTabs(changed: () => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    rememberedUser.set(read());
    changed();
  });
}

function read(): Remembered | undefined {
  try {
    return rememberedOf(readKept(KEY) ?? "null");
  } catch {
    return undefined;
  }
}
