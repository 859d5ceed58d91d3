import type { Command } from "@codex/core/command";
import { SYNC_LIMITS } from "@codex/core/limits";
import type { PushResult, Revs } from "@codex/core/sync";
import { type CodexErrorCode, isCodexError } from "../error.js";
import { withoutBase } from "./based-on.js";
import type { KeptCommand } from "./persistence.js";
import type { Given } from "./predict.js";
import type { Transport } from "./transport.js";

/** Characters of commands that travel together: far below what a request may hold. */
const PUSH_CHARACTERS = 200_000;

/** Milliseconds before an unanswered push is sent again: at first, and at most. */
const SEND_AGAIN_MS = { first: 300, most: 10_000 };

/** Times that a command is sent to a server that fails at it, rather than being away. */
const ATTEMPTS = 4;

const DAY_MS = 86_400_000;

/** Refusals of a whole push that sending it again would meet again. */
const FINAL: ReadonlySet<CodexErrorCode> = new Set<CodexErrorCode>([
  "BAD_REQUEST",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "PAYLOAD_TOO_LARGE",
]);

/** A command that the server refused, and why. */
export interface RefusedCommand {
  readonly command: Command;
  readonly known: Given["known"];
  readonly writer: string | undefined;
  readonly error: Error;
}

interface Refusal extends RefusedCommand {
  /** Whether it is among what is kept: no longer once another store has let go of it. */
  readonly isKept: boolean;
}

/** The server refused a command; nothing was changed. The message can be shown. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Thrown by a transport for commands that are not to be sent at all: they count as refused. */
export class GiveUpError extends Error {
  override readonly name: string = "GiveUpError";
}

/** The place of what is not kept yet, or cannot be: behind everything that is. */
const LAST = Number.MAX_SAFE_INTEGER;

interface Entry {
  given: Given;
  readonly writer: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its place among what several stores were given that keep it together. */
  order: number;
  /** Known once the server has carried it out. */
  revs: Revs | undefined;
  readonly resolve: (accepted: { revs: Revs }) => void;
  readonly reject: (error: Error) => void;
}

interface OutboxHandlers {
  changed(): void;
  accepted(revs: Revs): void;
  refused(command: Command): void;
  /** To be kept until it is to be dropped. @returns its place among what is kept, if it is */
  keep(command: KeptCommand): Promise<number | undefined>;
  drop(commandIds: readonly string[]): void;
}

/** The commands that are not counted in yet: sent in order, and again until they are answered. */
export class Outbox {
  #entries: Entry[] = [];
  #refused: readonly Refusal[] = [];
  /** The ids of what this one is done with: somebody may have read what was kept just before it was dropped. */
  readonly #done = new Set<string>();
  #started = false;
  #sending = false;
  #stopped = false;
  /** Whether commands go one by one, to find out which of them is refused. */
  #single = false;
  #wait = SEND_AGAIN_MS.first;
  /** How often in a row the server failed. */
  #failures = 0;
  #error: unknown;
  #hurry: (() => void) | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly handlers: OutboxHandlers,
  ) {}

  /** Sends nothing before this. @param kept - what was given before, perhaps elsewhere */
  start(kept: readonly KeptCommand[]): void {
    this.#started = true;
    this.adopt(kept);
    void this.#send();
  }

  /**
   * Takes over commands that were given elsewhere, each in its place: sending one twice does no harm. Lets go of those
   * refused that others have let go of.
   *
   * @param kept - all that is kept
   */
  adopt(kept: readonly KeptCommand[]): void {
    const ids = new Set(kept.map(({ given }) => given.command.commandId));
    const left = this.#refused.filter(({ command, isKept }) => !isKept || ids.has(command.commandId));
    const known = new Set([
      ...this.#entries.map(({ given }) => given.command.commandId),
      ...this.#refused.map(({ command }) => command.commandId),
      ...this.#done,
    ]);
    const others = kept.filter(({ given }) => !known.has(given.command.commandId));
    if (others.length === 0 && left.length === this.#refused.length) return;
    const entries = others.flatMap(({ refused, order = LAST, ...entry }) =>
      refused ? [] : [{ ...entry, order, revs: undefined, resolve: () => {}, reject: () => {} }],
    );
    const refusals = others.flatMap(({ given, writer, refused }) =>
      refused
        ? [{ ...given, writer, error: new RefusedError(refused.code, refused.message), isKept: true }]
        : [],
    );
    this.#entries = [...entries, ...this.#entries].toSorted((a, b) => a.order - b.order);
    this.#refused = [...refusals, ...left];
    this.handlers.changed();
    void this.#send();
  }

  add(given: Given, writer: string | undefined): Promise<{ revs: Revs }> {
    const at = Date.now();
    const accepted = new Promise<{ revs: Revs }>((resolve, reject) => {
      const entry: Entry = { given, writer, at, order: LAST, revs: undefined, resolve, reject };
      this.#entries.push(entry);
      void this.handlers.keep({ given, writer, at }).then((order = LAST) => {
        entry.order = order;
      });
    });
    // Whoever does not ask what became of it sees it among the refused.
    accepted.catch(() => {});
    void this.#send();
    return accepted;
  }

  /** All commands whose effects are shown. */
  given(): readonly Given[] {
    return this.#entries.map(({ given }) => given);
  }

  /** Those that the server has not answered. */
  waiting(): readonly Command[] {
    return this.#entries.filter(({ revs }) => revs === undefined).map(({ given }) => given.command);
  }

  /** Why sending failed when it was tried last, if it did and will be tried again. */
  error(): unknown {
    return this.#error;
  }

  refused(): readonly RefusedCommand[] {
    return this.#refused;
  }

  takeRefused(): readonly RefusedCommand[] {
    const refused = this.#refused;
    this.#refused = [];
    if (refused.length > 0) this.#drop(refused.map(({ command }) => command.commandId));
    return refused;
  }

  /**
   * Forgets accepted commands that the rows contain: in the order in which they were given, as what one did may rest on
   * the one before, of which a log has still to tell.
   */
  forget(isContained: (revs: Revs) => boolean): void {
    const first = this.#entries.findIndex(({ revs }) => revs === undefined || !isContained(revs));
    const done = this.#entries.splice(0, first < 0 ? this.#entries.length : first);
    if (done.length > 0) this.#drop(done.map(({ given }) => given.command.commandId));
  }

  #drop(commandIds: readonly string[]): void {
    for (const id of commandIds) this.#done.add(id);
    this.handlers.drop(commandIds);
  }

  /** Forgets everything. What is under way is not taken back. */
  clear(): void {
    const dropped = this.#entries;
    this.#entries = [];
    this.#refused = [];
    this.#error = undefined;
    for (const { reject } of dropped) reject(new GiveUpError("This was forgotten before it was sent."));
  }

  hurry(): void {
    this.#wait = SEND_AGAIN_MS.first;
    this.#hurry?.();
  }

  stop(): void {
    this.#stopped = true;
    this.#hurry?.();
  }

  async #send(): Promise<void> {
    if (this.#sending || !this.#started) return;
    this.#sending = true;
    for (let next = this.#next(); next.length > 0 && !this.#stopped; next = this.#next())
      await this.#push(next);
    this.#sending = false;
  }

  /** What travels together next: of one writer, and no more than a request holds. */
  #next(): Entry[] {
    const unsent = this.#entries.filter(({ revs }) => revs === undefined);
    const [first] = unsent;
    const next: Entry[] = [];
    let characters = 0;
    for (const entry of unsent.slice(0, this.#single ? 1 : SYNC_LIMITS.commands)) {
      characters += JSON.stringify(entry.given.command).length;
      if (entry.writer !== first?.writer || (next.length > 0 && characters > PUSH_CHARACTERS)) break;
      next.push(entry);
    }
    return next;
  }

  async #push(entries: readonly Entry[]): Promise<void> {
    const [first] = entries;
    if (first && Date.now() - first.at > SYNC_LIMITS.commandDays * DAY_MS) {
      this.#refuse(
        first,
        new RefusedError("CONFLICT", "This was written too long ago to be sent by itself."),
      );
      return;
    }
    try {
      const results = await this.transport.push(
        entries.map(({ given }) => given.command),
        first?.writer,
      );
      this.#wait = SEND_AGAIN_MS.first;
      this.#single = false;
      this.#failures = 0;
      this.#error = undefined;
      for (const [index, entry] of entries.entries()) this.#answer(entry, results[index]);
      this.handlers.changed();
    } catch (error) {
      await this.#fail(entries, error);
    }
  }

  #answer(entry: Entry, result: PushResult | undefined): void {
    // What was forgotten while it was under way concerns nobody here any more.
    if (!this.#entries.includes(entry)) return;
    if (result?.status === "accepted") {
      entry.revs = result.revs;
      entry.resolve({ revs: result.revs });
      this.handlers.accepted(result.revs);
    } else if (result) this.#refuse(entry, new RefusedError(result.code, result.message));
  }

  async #fail(entries: readonly Entry[], error: unknown): Promise<void> {
    if (error instanceof GiveUpError) {
      for (const entry of entries) this.#refuse(entry, error);
      return;
    }
    this.#failures = isCodexError(error, "INTERNAL_SERVER_ERROR") ? this.#failures + 1 : 0;
    if (isCodexError(error) && (FINAL.has(error.data.code) || this.#failures >= ATTEMPTS)) {
      this.#failures = 0;
      this.#error = undefined;
      const [only] = entries;
      if (entries.length > 1 || !only) this.#single = true;
      // A server from before notes were based on anything takes them without.
      else if (error.data.code === "BAD_REQUEST" && "basedOn" in only.given.command)
        only.given = { ...only.given, command: withoutBase(only.given.command) };
      else this.#refuse(only, new RefusedError(error.data.code, error.message));
      return;
    }
    this.#error = error;
    this.handlers.changed();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#wait);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = undefined;
    this.#wait = Math.min(this.#wait * 2, SEND_AGAIN_MS.most);
  }

  #refuse(entry: Entry, error: Error): void {
    if (!this.#entries.includes(entry)) return;
    this.#entries = this.#entries.filter((other) => other !== entry);
    const { given, writer, at, order } = entry;
    const isKept = order !== LAST;
    this.#refused = [...this.#refused, { ...given, writer, error, isKept }];
    const code = error instanceof RefusedError ? error.code : error.name;
    const refused = { code, message: error.message };
    void this.handlers.keep({ given, writer, at, ...(isKept && { order }), refused });
    entry.reject(error);
    this.handlers.refused(entry.given.command);
    this.handlers.changed();
  }
}
