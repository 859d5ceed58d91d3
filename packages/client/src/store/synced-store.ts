import type { Command, CommandKind, NewCommand } from "@codex/core/command";
import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import type { Revs } from "@codex/core/sync";
import { Follower } from "./follower.js";
import { Keeper } from "./keeper.js";
import { Outbox, type RefusedCommand } from "./outbox.js";
import type { Persistence } from "./persistence.js";
import { type Given, inverse, predict } from "./predict.js";
import { RowsView } from "./rows.js";
import { Steps } from "./steps.js";
import type { Run, Store, StoreState } from "./store.js";
import type { Transport } from "./transport.js";

/** Milliseconds for which an answered command waits for its rows to come by themselves. */
const ROWS_WITHIN_MS = 1_000;

/** The store over a transport: see `createStore`. */
export class SyncedStore implements Store {
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
  readonly #keeper: Keeper;
  readonly #steps = new Steps();
  #resets = 0;

  constructor(transport: Transport, persistence: Persistence | undefined) {
    this.#keeper = new Keeper(persistence, (keeping) => this.#set({ keeping }));
    this.#outbox = new Outbox(transport, {
      changed: () => this.#settle(),
      accepted: (revs) => this.#expect(revs),
      refused: (command) => this.#steps.forget(command.commandId),
      keep: (command) => this.#keeper.keep((persistence) => persistence.putCommand(command)),
      drop: (commandIds) => this.#keeper.keep((persistence) => persistence.dropCommands(commandIds)),
    });
    this.#follower = new Follower(transport, {
      logs: (logs, userId) => {
        this.#base = this.#base.only(logs, userId);
        this.#keeper.keep((persistence) => persistence.only(logs, userId));
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
          this.#keeper.keep((persistence) => persistence.putRows({ log, from, rev, rows }));
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
      this.#steps.did(run.commandId);
      this.#set(this.#queues());
    }
    return run;
  }

  undo(): Run | undefined {
    const target = this.#steps.last;
    return target === undefined ? undefined : this.takeBack(target);
  }

  redo(): Run | undefined {
    const target = this.#steps.doneAgain();
    return target === undefined ? undefined : this.#reverse("redo", target);
  }

  takeBack(target: string): Run {
    this.#steps.takenBack(target);
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
      this.#run(command, this.#steps.inverseOf(command.commandId), writer);
  }

  dismissRefused(): readonly RefusedCommand[] {
    const refused = this.#outbox.takeRefused();
    this.#settle();
    return refused;
  }

  reset(): void {
    this.#resets += 1;
    this.#outbox.clear();
    this.#steps.clear();
    this.#follower.forget();
    this.#keeper.keep((persistence) => persistence.clear());
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
    const loaded = await this.#keeper.load();
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

  /** Takes over what another store was given and has not sent, perhaps because its page was closed. */
  async #adopt(): Promise<void> {
    this.#outbox.adopt(await this.#keeper.commands());
  }

  /** What was known to bring the target's state back is what undoing it does; and the other way round. */
  #reverse(kind: "undo" | "redo", target: string): Run {
    const known = this.#steps.inverseOf(target);
    const run = this.#run({ kind, target, commandId: newId() }, known, undefined);
    this.#steps.setInverse(target, this.#steps.inverseOf(run.commandId));
    return run;
  }

  #run(command: Command, known: Given["known"], writer: string | undefined): Run {
    const given: Given = { command, now: later(new Date().toISOString(), this.#newest), known };
    const { rows } = this.#state;
    const patches = predict(rows, given);
    this.#steps.setInverse(command.commandId, inverse(rows, patches, given.now));
    const accepted = this.#outbox.add(given, writer);
    this.#set({ rows: rows.patched(patches), ...this.#queues() });
    return { commandId: command.commandId, accepted };
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
      canUndo: this.#steps.canUndo,
      canRedo: this.#steps.canRedo,
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
