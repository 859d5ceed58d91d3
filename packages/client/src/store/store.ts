import type { Command, CommandKind, NewCommand } from "@codex/core/command";
import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import type { Revs } from "@codex/core/sync";
import type { ClientOptions } from "../options.js";
import { Follower } from "./follower.js";
import { Outbox, type RefusedCommand } from "./outbox.js";
import type { Kept, Persistence } from "./persistence.js";
import { type Given, inverse, predict } from "./predict.js";
import { RowsView } from "./rows.js";
import { httpTransport, type Transport } from "./transport.js";

/** What a store holds at a moment. It never changes: what changes makes another. */
export interface StoreState {
  /** The rows, with the effects of the commands that are on their way. */
  readonly rows: RowsView;
  /** `loading` until everything was read once, `live` while it is kept up to date, `away` while it may be old. */
  readonly status: "loading" | "live" | "away";
  /** Why it is not `live`, as far as that is known. */
  readonly error: unknown;
  /** The commands that the server has not answered. */
  readonly waiting: readonly Command[];
  /** The commands that the server refused, until they are retried or dismissed. */
  readonly refused: readonly RefusedCommand[];
  /** Whether what is here is still here when the store is made again: `failed` where that could not be done. */
  readonly keeping: "no" | "yes" | "failed";
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** A command on its way. */
export interface Run {
  readonly commandId: string;
  /** Resolves when the server has carried it out; rejects with a RefusedError if it refuses. */
  readonly accepted: Promise<{ readonly revs: Revs }>;
}

/** Everything that one user can see, kept in step with the server; and the commands on their way to it. */
export interface Store {
  get(): StoreState;
  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Shows a command's effect at once and sends it, until it is answered. @param writer - who gave it, for the transport */
  run(command: NewCommand, writer?: string): Run;
  /** Takes back the last command that was run here, if there is one. */
  undo(): Run | undefined;
  redo(): Run | undefined;
  /** Takes back one command. */
  takeBack(commandId: string): Run;
  /** Whether a log was read up to a number, or is none to be seen. */
  isAt(log: string, rev: number): boolean;
  /** Sends what waits now, rather than when its turn comes; also what another store has kept and not sent. */
  hurry(): void;
  /** Runs what was refused again. */
  retryRefused(): void;
  /** Lets go of what was refused, and gives it back. */
  dismissRefused(): readonly RefusedCommand[];
  /** Forgets everything: the page changes hands. What is under way is not taken back, nor what waits sent. */
  reset(): void;
  /** Stops following and sending. */
  close(): void;
}

/**
 * Makes a store and begins to follow the server.
 *
 * @example
 * const store = createStore({ url: "http://localhost:5000", token: "codex_..." });
 * store.subscribe(() => console.log(store.get().rows.todosOf(listId)));
 * await store.run({ kind: "todo.create", listId, todos: [{ id: newId(), text: "Milk" }] }).accepted;
 */
export function createStore(
  options: (ClientOptions | { readonly transport: Transport }) & {
    /** Where the rows and the commands on their way are kept, if they are to be. */
    readonly persistence?: Persistence;
  },
): Store {
  const transport = "transport" in options ? options.transport : httpTransport(options);
  return new SyncedStore(transport, options.persistence);
}

/** Milliseconds that the store waits for what was kept: no page is to wait for a browser that does not answer. */
const LOAD_WITHIN_MS = 3_000;

/** Milliseconds for which an answered command waits for its rows to come by themselves. */
const ROWS_WITHIN_MS = 1_000;

class SyncedStore implements Store {
  #state: StoreState = {
    rows: new RowsView(),
    status: "loading",
    error: undefined,
    waiting: [],
    refused: [],
    keeping: "no",
    canUndo: false,
    canRedo: false,
  };
  /** What the server said. */
  #base = new RowsView();
  /** The newest moment that the server has named: what is written now is not older, whatever the clock here says. */
  #newest = "";
  readonly #listeners = new Set<() => void>();
  readonly #follower: Follower;
  readonly #outbox: Outbox;
  /** Commands that were run here and can be taken back, and those that were. */
  #done: string[] = [];
  #undone: string[] = [];
  readonly #inverses = new Map<string, Given["known"]>();
  #resets = 0;

  constructor(
    transport: Transport,
    private readonly persistence: Persistence | undefined,
  ) {
    this.#outbox = new Outbox(transport, {
      changed: () => this.#settle(),
      accepted: (revs) => this.#expect(revs),
      refused: (command) => this.#forgetDone(command.commandId),
      keep: (command) => this.#keep((persistence) => persistence.putCommand(command)),
      drop: (commandIds) => this.#keep((persistence) => persistence.dropCommands(commandIds)),
    });
    this.#follower = new Follower(transport, {
      logs: (logs, userId) => {
        this.#base = this.#base.only(logs, userId);
        this.#keep((persistence) => persistence.only(logs, userId));
        this.#settle();
      },
      rows: (log, rows, reset) => {
        for (const { row } of rows) {
          const at = row?.["createdAt"];
          if (typeof at === "string") this.#newest = later(at, this.#newest);
        }
        this.#base = this.#base.synced(log, rows, reset);
        this.#settle();
      },
      complete: (log, from, rev, rows) => {
        if (from === undefined || rev > from)
          this.#keep((persistence) => persistence.putRows({ log, from, rev, rows }));
      },
      reached: () => this.#settle(),
      connected: (connected, error) => this.#connected(connected, error),
    });
    void this.#start();
  }

  readonly get = (): StoreState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  run(command: NewCommand, writer?: string): Run {
    const run = this.#run({ ...command, commandId: newId() } as Command, [], writer);
    if (UNDOABLE.has(command.kind as CommandKind)) {
      this.#done.push(run.commandId);
      this.#undone = [];
      this.#set(this.#queues());
    }
    return run;
  }

  undo(): Run | undefined {
    const target = this.#done.at(-1);
    return target === undefined ? undefined : this.takeBack(target);
  }

  redo(): Run | undefined {
    const target = this.#undone.pop();
    if (target === undefined) return undefined;
    this.#done.push(target);
    return this.#reverse("redo", target);
  }

  takeBack(target: string): Run {
    this.#forgetDone(target);
    this.#undone.push(target);
    return this.#reverse("undo", target);
  }

  isAt(log: string, rev: number): boolean {
    return this.#follower.has(log, rev);
  }

  hurry(): void {
    this.#outbox.hurry();
    void this.#adopt();
  }

  retryRefused(): void {
    for (const { command, writer } of this.#outbox.takeRefused())
      this.#run(command, this.#inverses.get(command.commandId) ?? [], writer);
  }

  dismissRefused(): readonly RefusedCommand[] {
    const refused = this.#outbox.takeRefused();
    this.#settle();
    return refused;
  }

  reset(): void {
    this.#resets += 1;
    this.#outbox.clear();
    this.#done = [];
    this.#undone = [];
    this.#inverses.clear();
    this.#follower.forget();
    this.#keep((persistence) => persistence.clear());
    this.#base = new RowsView();
    this.#set({ status: "loading", error: undefined });
    this.#settle();
  }

  close(): void {
    this.#follower.stop();
    this.#outbox.stop();
  }

  async #start(): Promise<void> {
    const before = this.#resets;
    const loaded = await this.#load();
    // What is read while the page changes hands is somebody else's.
    const kept = before === this.#resets ? loaded : undefined;
    if (kept && kept.logs.length > 0) {
      this.#base = kept.logs
        .reduce((base, { log, rows }) => base.synced(log, rows, true), this.#base)
        .only(new Set(kept.logs.map(({ log }) => log)), kept.userId ?? "");
      this.#set({ status: "away" });
    }
    this.#outbox.start(kept?.commands ?? []);
    this.#settle();
    this.#follower.start(new Map(kept?.logs.map(({ log, rev }) => [log, rev])));
  }

  async #load(): Promise<Kept | undefined> {
    if (!this.persistence) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("What was kept does not come.")), LOAD_WITHIN_MS);
      });
      const kept = await Promise.race([this.persistence.load(), late]);
      if (this.#state.keeping === "no") this.#set({ keeping: "yes" });
      return kept;
    } catch {
      this.#set({ keeping: "failed" });
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Where nothing can be kept the store goes on without. */
  #keep(work: (persistence: Persistence) => Promise<void>): void {
    if (!this.persistence) return;
    work(this.persistence).catch(() => {
      if (this.#state.keeping !== "failed") this.#set({ keeping: "failed" });
    });
  }

  /** Takes over what another store was given and has not sent, perhaps because its page was closed. */
  async #adopt(): Promise<void> {
    try {
      this.#outbox.adopt((await this.persistence?.commands()) ?? []);
    } catch {
      // Said when something was to be kept.
    }
  }

  /** What was known to bring the target's state back is what undoing it does; and the other way round. */
  #reverse(kind: "undo" | "redo", target: string): Run {
    const known = this.#inverses.get(target) ?? [];
    const run = this.#run({ kind, target, commandId: newId() }, known, undefined);
    this.#inverses.set(target, this.#inverses.get(run.commandId) ?? []);
    return run;
  }

  #run(command: Command, known: Given["known"], writer: string | undefined): Run {
    const given: Given = { command, now: later(new Date().toISOString(), this.#newest), known };
    const { rows } = this.#state;
    const patches = predict(rows, given);
    this.#inverses.set(command.commandId, inverse(rows, patches, given.now));
    const accepted = this.#outbox.add(given, writer);
    this.#set({ rows: rows.patched(patches), ...this.#queues() });
    return { commandId: command.commandId, accepted };
  }

  #forgetDone(commandId: string): void {
    this.#done = this.#done.filter((id) => id !== commandId);
  }

  #expect(revs: Revs): void {
    const behind = Object.entries(revs).filter(([log, rev]) => !this.#follower.has(log, rev));
    if (behind.length === 0) return;
    const ask = () => {
      for (const [log, rev] of behind) if (!this.#follower.has(log, rev)) this.#follower.expect(log, rev);
    };
    if (this.#state.status === "live") setTimeout(ask, ROWS_WITHIN_MS);
    else ask();
  }

  #connected(connected: boolean, error: unknown): void {
    const { status } = this.#state;
    const next = connected ? "live" : status === "loading" ? "loading" : "away";
    if (connected) this.#outbox.hurry();
    if (connected && status !== "live") void this.#adopt();
    this.#set({ status: next, error: connected ? undefined : error });
  }

  /** Works out anew what is to be seen: what the server said, with the effects of what it has not counted in. */
  #settle(): void {
    this.#outbox.forget((revs) => Object.entries(revs).every(([log, rev]) => this.#follower.has(log, rev)));
    let rows = this.#base;
    // What waits is not older than what came meanwhile: the server dates it when it takes it.
    for (const given of this.#outbox.given())
      rows = rows.patched(predict(rows, { ...given, now: later(given.now, this.#newest) }));
    this.#set({ rows, ...this.#queues() });
  }

  #queues() {
    return {
      waiting: this.#outbox.waiting(),
      refused: this.#outbox.refused(),
      canUndo: this.#done.length > 0,
      canRedo: this.#undone.length > 0,
    };
  }

  #set(change: Partial<StoreState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The later of two moments, each ISO 8601 in UTC. */
function later(a: string, b: string): string {
  return a < b ? b : a;
}
