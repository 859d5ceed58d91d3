import type { Credentials } from "./identify.js";

/** As many credentials are remembered, if they are so short: browsers send cookies of others' along. */
const REMEMBERED = { most: 10_000, length: 1_000 };

/**
 * Whom credentials were of when they were last seen. Whose they are never changes; whether they are still good does, so
 * that nobody is let in by this. It lets a statement be written for a user that finds out by itself whether it is them.
 */
export class Presumed {
  readonly #users = new Map<string, string>();

  of(credentials: Credentials): string | undefined {
    return this.#users.get(shown(credentials));
  }

  remember(credentials: Credentials, userId: string): void {
    const key = shown(credentials);
    if (key.length > REMEMBERED.length || this.#users.has(key)) return;
    if (this.#users.size === REMEMBERED.most) this.#users.clear();
    this.#users.set(key, userId);
  }
}

/** A token counts more than a cookie; the owner of a single server shows nothing. */
function shown({ authorization, cookie }: Credentials): string {
  return authorization ?? cookie ?? "";
}
