import type { Credentials } from "./identify.js";
import { hashSecret } from "./secrets.js";

/** As many credentials are remembered. */
const MOST = 10_000;

/**
 * Whom credentials were of when they were last seen. Whose they are never changes; whether they are still good does, so
 * that nobody is let in by this. It lets a statement be written for a user that finds out by itself whether it is them.
 */
export class Presumed {
  readonly #users = new Map<string, string>();

  of(credentials: Credentials): string | undefined {
    return this.#users.get(keyOf(credentials));
  }

  remember(credentials: Credentials, userId: string): void {
    const key = keyOf(credentials);
    if (this.#users.get(key) === userId) return;
    if (this.#users.size >= MOST) this.#users.clear();
    this.#users.set(key, userId);
  }

  /** What is over counts against nobody any more. */
  forget(credentials: Credentials): void {
    this.#users.delete(keyOf(credentials));
  }
}

/** A token counts more than a cookie. Neither is kept where it could be read. */
function keyOf({ authorization, cookie }: Credentials): string {
  return hashSecret(authorization ?? cookie ?? "");
}
