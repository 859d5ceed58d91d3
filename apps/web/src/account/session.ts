import { GiveUpError } from "@codex/client/outbox";
import type { Me } from "@codex/core/account";
import type { QueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { codeOf } from "../failure.js";
import { trpc, type trpcClient } from "../trpc.js";
import { authRequest } from "./auth-request.js";
import { type Remembered, remember, remembered } from "./remembered.js";

/** The query that every part of the page learns from who uses it. */
export const meKey = getQueryKey(trpc.account.me, undefined, "query");

/** Told to what was written as one user when another signs in: it must not go into the wrong account. */
export class AnotherUserError extends GiveUpError {
  override readonly name = "AnotherUserError";
  constructor() {
    super("These were written before somebody else signed in here.");
  }
}

/**
 * Who uses the page, for what is sent to the server: the first change of a visitor makes them a guest, and a
 * change made after the session has ended waits until its user is back.
 */
export class Session {
  /** Those that wait until somebody has signed in. */
  #waiting: { go(): void; giveUp(reason: Error): void }[] = [];

  readonly #forgetters = new Set<() => void>();
  readonly #watchers = new Set<(userId: string | undefined) => void>();
  /** Whose session it is, as far as is known. */
  #userId: string | undefined = remembered()?.id;

  constructor(
    private readonly queryClient: QueryClient,
    private readonly client: typeof trpcClient,
  ) {}

  /** Asks the server who this is, and remembers it. */
  async refresh(): Promise<Me> {
    const me = await this.queryClient.fetchQuery({
      queryKey: meKey,
      queryFn: () => this.client.account.me.query(),
      staleTime: 0,
    });
    this.learn(me);
    return me;
  }

  /** Remembers whom the server knows here, and lets go on what waited for them. */
  learn({ user }: Me): void {
    this.#setUser(user?.id);
    if (!user) return;
    remember({ id: user.id, isGuest: user.isGuest });
    for (const { go } of this.#waiting.splice(0)) go();
  }

  /** This browser is nobody's any more: what waited for its user is given up. */
  forget(): void {
    remember(undefined);
    this.follow();
  }

  /** Takes over what this browser remembers, which another tab may have changed. */
  follow(): void {
    const user = remembered();
    this.#setUser(user?.id);
    if (user) return;
    for (const forgotten of this.#forgetters) forgotten();
    for (const { giveUp } of this.#waiting.splice(0)) giveUp(new AnotherUserError());
  }

  /**
   * Resolves when changes can be sent: at once for whoever is signed in, after a guest was made for a visitor,
   * and otherwise once somebody has signed in.
   *
   * @param writer - the user who made the change, if there was one
   * @throws AnotherUserError if it is somebody else who signed in
   */
  async ready(writer: Remembered | undefined): Promise<void> {
    let me = this.queryClient.getQueryData<Me>(meKey) ?? (await this.refresh());
    if (!me.user && !remembered() && me.guests) me = await this.#becomeGuest();
    while (!me.user) {
      await new Promise<void>((go, giveUp) => this.#waiting.push({ go, giveUp }));
      me = await this.refresh();
    }
    if (writer && !writer.isGuest && writer.id !== me.user.id) throw new AnotherUserError();
  }

  /**
   * Sends something as the user who wrote it, and again once they have signed in if their session has ended.
   *
   * @throws AnotherUserError, and whatever `send` throws
   */
  async sendAs<T>(writer: Remembered | undefined, send: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.ready(writer);
      try {
        return await send();
      } catch (error) {
        if (codeOf(error) !== "UNAUTHORIZED") throw error;
        if ((await this.refresh()).user) throw error;
      }
    }
  }

  /** Tells, now and whenever that changes, whose session it is. @returns what ends it */
  watchUser(watcher: (userId: string | undefined) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.#userId);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells when this browser is nobody's any more. @returns what ends it */
  watchForgotten(forgotten: () => void): () => void {
    this.#forgetters.add(forgotten);
    return () => this.#forgetters.delete(forgotten);
  }

  #setUser(userId: string | undefined): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    for (const watcher of this.#watchers) watcher(userId);
  }

  /** Two tabs that begin at the same moment make one guest, where the browser lets them agree on it. */
  #becomeGuest(): Promise<Me> {
    const become = async () => {
      const me = await this.client.account.me.query();
      if (!me.user) await authRequest("sign-in/anonymous");
      return this.refresh();
    };
    return "locks" in navigator ? navigator.locks.request("codex.guest", become) : become();
  }
}
