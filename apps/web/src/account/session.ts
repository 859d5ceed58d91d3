import { GiveUpError } from "@codex/client/outbox";
import type { Me } from "@codex/core/account";
import { client } from "../client.js";
import { codeOf, retrying } from "../failure.js";
import { type Shared, shared } from "../ui/shared.js";
import { words } from "../words/words.js";
import { type Remembered, remember, remembered } from "./remembered.js";

/** Milliseconds after which the server is asked again who this is, when somebody comes back to the page. */
const FRESH_MS = 60_000;

/** What is known of who uses the page. */
export interface Known {
  /** How the server lets people in and who this is; undefined until it has said so for the first time. */
  readonly me: Me | undefined;
  /** Why the server could not say so when it was asked last. */
  readonly error: unknown;
}

/** Told to what was written as one user when another signs in: it must not go into the wrong account. */
export class AnotherUserError extends GiveUpError {
  override readonly name = "AnotherUserError";
  constructor() {
    super(words.frame.failure.anotherUser);
  }
}

const askWhoThisIs = () => retrying(() => client.account.me.query());

/**
 * Who uses the page, for what is sent to the server: the first change of a visitor makes them a guest, and a
 * change made after the session has ended waits until its user is back.
 */
export class Session {
  /** Those that wait until somebody has signed in. */
  #waiting: { go(): void; giveUp(reason: Error): void }[] = [];

  readonly #forgetters = new Set<() => void>();
  /** Whose session it is, as far as is known. */
  readonly #userId = shared(remembered()?.id);

  readonly known: Shared<Known> = shared<Known>({ me: undefined, error: undefined });
  /** How often the server was asked, and which of the answers is the newest here. */
  #asked = 0;
  #answered = 0;
  /** The newest that is over, however it ended. */
  #ended = 0;
  /** Milliseconds since 1970. */
  #answeredAt = 0;

  /** Asks the server who this is, and remembers it. */
  async refresh(): Promise<Me> {
    this.#asked += 1;
    const turn = this.#asked;
    try {
      let me = await askWhoThisIs();
      const isMeant = me.access === "single" || me.user?.id === remembered()?.id;
      // The first answer is the one that index.html asked for: another tab may have signed in or out since.
      if (turn === 1 && !isMeant) me = await askWhoThisIs();
      if (turn > this.#answered) {
        this.#answered = turn;
        this.#answeredAt = Date.now();
        this.known.set({ me, error: undefined });
        this.#learn(me);
      }
      return me;
    } catch (error) {
      if (turn > this.#answered) this.known.set({ ...this.known.get(), error });
      throw error;
    } finally {
      this.#ended = Math.max(this.#ended, turn);
    }
  }

  /** Asks again where that was long ago, or failed. */
  refreshIfOld(): void {
    const isFresh = Date.now() - this.#answeredAt < FRESH_MS && this.known.get().error === undefined;
    const isAsked = this.#asked > this.#ended;
    if (!isFresh && !isAsked) void this.refresh().catch(() => {});
  }

  /** Remembers whom the server knows here, and lets go on what waited for them. */
  #learn({ user }: Me): void {
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
    // What was asked before is about somebody else.
    this.#answered = this.#asked;
    this.#setUser(user?.id);
    this.known.set({ me: undefined, error: undefined });
    void this.refresh().catch(() => {});
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
    let me = this.known.get().me ?? (await this.refresh());
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
    watcher(this.#userId.get());
    return this.#userId.subscribe(watcher);
  }

  /** Tells when this browser is nobody's any more. @returns what ends it */
  watchForgotten(forgotten: () => void): () => void {
    this.#forgetters.add(forgotten);
    return () => this.#forgetters.delete(forgotten);
  }

  #setUser(userId: string | undefined): void {
    if (userId !== this.#userId.get()) this.#userId.set(userId);
  }

  /** Two tabs that begin at the same moment make one guest, where the browser lets them agree on it. */
  #becomeGuest(): Promise<Me> {
    const become = async () => {
      const me = await client.account.me.query();
      if (!me.user) await (await import("./auth-request.js")).authRequest("sign-in/anonymous");
      return this.refresh();
    };
    return "locks" in navigator ? navigator.locks.request("codex.guest", become) : become();
  }
}
