import type { BasedOn, Command, CommandKind, NewCommand } from "@codex/core/command";
import { UNDOABLE } from "@codex/core/effect";
import { newId } from "@codex/core/id";
import type { Overwritten, Revs } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import type { Patch } from "@codex/core/view";
import type { Written } from "@codex/core/written";
import { onBase, withoutBase, writerOf } from "./based-on.js";
import { whenAndWhere } from "./done.js";
import { Follower } from "./follower.js";
import { Keeper } from "./keeper.js";
import { Outbox, type RefusedCommand } from "./outbox.js";
import { concerns, isBack } from "./overwritten.js";
import type { KeptRows, Persistence } from "./persistence.js";
import { type Given, inverse, predict, takenAlong } from "./predict.js";
import { RowsView } from "./rows.js";
import { Rules } from "./rules.js";
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
    sendError: undefined,
    refused: [],
    overwritten: [],
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
  readonly #rules = new Rules(() => this.#settle());
  #overwritten: readonly Overwritten[] = [];
  #resets = 0;

  constructor(transport: Transport, persistence: Persistence | undefined) {
    this.#keeper = new Keeper(persistence, (keeping) => this.#set({ keeping }));
    this.#outbox = new Outbox(transport, {
      changed: () => this.#settle(),
      accepted: (revs) => this.#expect(revs),
      refused: (command) => this.#steps.forget(command.commandId),
      keep: (command) => this.#keeper.keepCommand(command),
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
        if (rows.some(({ table }) => table === "series")) this.#rules.load();
        this.#settle();
      },
      complete: (gained) => this.#complete(gained),
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

  run(command: NewCommand, writer?: string, back: readonly Todo[] = []): Run {
    const given = { ...whenAndWhere(command), ...command, commandId: newId() } as Command;
    const known = back.map((insert): Patch => ({ table: "todo", key: { id: insert.id }, insert }));
    const run = this.#run(this.#onBase(given), known, writer);
    if (UNDOABLE.has(command.kind as CommandKind)) {
      this.#steps.did(run.commandId);
      this.#set(this.#queues());
    }
    return run;
  }

  basedOn(todoId: string, field: Written): BasedOn | undefined {
    // Not where it is about to be moved to: there it has no history yet.
    const known = this.#base.todo(todoId);
    const todo = known ?? this.#state.rows.todo(todoId);
    const rev = todo && this.#follower.revOf(todo.listId);
    if (!todo || rev === undefined) return undefined;
    const after = writerOf(todoId, field, this.#outbox.given());
    if (!known && after === undefined) return undefined;
    return { listId: todo.listId, rev, ...(after === undefined ? {} : { after }) };
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
    for (const { command, known, writer } of this.#outbox.takeRefused())
      this.#run(this.#onBase(withoutBase(command)), known, writer);
  }

  dismissRefused(): readonly RefusedCommand[] {
    const refused = this.#outbox.takeRefused();
    this.#settle();
    return refused;
  }

  dismissOverwritten(notice: Overwritten): void {
    this.#letGo([notice]);
    this.#settle();
  }

  reset(): void {
    this.#resets += 1;
    this.#overwritten = [];
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
      this.#base = RowsView.of(kept.logs, kept.userId ?? "");
      const isThere = ({ todoId }: Overwritten) => this.#base.todo(todoId) !== undefined;
      this.#overwritten = kept.overwritten;
      this.#letGo(kept.overwritten.filter((notice) => !isThere(notice)));
      if (this.#base.hasSeries) this.#rules.load();
      this.#set({ status: "away" });
    }
    this.#outbox.start(kept?.commands ?? []);
    this.#settle();
    this.#follower.start(new Map(kept?.logs.map(({ log, rev }) => [log, rev])));
  }

  /** Takes over what another store was given and has not sent, perhaps because its page was closed. */
  async #adopt(): Promise<void> {
    const before = this.#resets;
    const kept = await this.#keeper.commands();
    if (kept && before === this.#resets) this.#outbox.adopt(kept);
  }

  #onBase(command: Command): Command {
    return onBase(command, (todoId, field) => this.basedOn(todoId, field));
  }

  /** A log is complete up to another number. */
  #complete(gained: KeptRows): void {
    const { from, rev } = gained;
    if (from !== undefined && rev <= from) return;
    // Whoever has just begun to read has seen nothing that could have been replaced.
    const seen = from === undefined ? [] : gained.overwritten;
    const overwritten = seen.filter((notice) => concerns(notice, this.#base.userId));
    this.#overwritten = [...this.#overwritten, ...overwritten];
    this.#keeper.keep((persistence) => persistence.putRows({ ...gained, overwritten }));
    this.#letGo(this.#overwritten.filter((notice) => isBack(notice, this.#base)));
  }

  #letGo(notices: readonly Overwritten[]): void {
    if (notices.length === 0) return;
    this.#overwritten = this.#overwritten.filter((notice) => !notices.includes(notice));
    this.#keeper.keep((persistence) => persistence.dropOverwritten(notices));
  }

  /** What was known to bring the target's state back is what undoing it does; and the other way round. */
  #reverse(kind: "undo" | "redo", target: string): Run {
    const known = this.#steps.inverseOf(target);
    const run = this.#run({ kind, target, commandId: newId() }, known, undefined);
    this.#steps.setInverse(target, this.#steps.inverseOf(run.commandId));
    return run;
  }

  /** @param known - what `undo`, `redo` and a restoration do */
  #run(command: Command, known: Given["known"], writer: string | undefined): Run {
    const now = later(new Date().toISOString(), this.#newest);
    const { rows } = this.#state;
    const isMove = command.kind === "todo.move";
    const patches = predict(rows, { command, now, known: isMove ? [] : known }, this.#rules.get());
    if (patches.some(({ table }) => table === "series")) this.#rules.load();
    this.#steps.setInverse(command.commandId, inverse(rows, patches, now));
    const after = rows.patched(patches);
    const given = { command, now, known: isMove ? takenAlong(after, patches) : known };
    const accepted = this.#outbox.add(given, writer);
    this.#show(after);
    return { commandId: command.commandId, accepted };
  }

  /** Asks for what was accepted, if no event brings it. */
  #expect(revs: Revs): void {
    for (const [log, rev] of Object.entries(revs)) this.#follower.expect(log, rev);
    const isBehind = ([log, rev]: [string, number]) => !this.#follower.has(log, rev);
    const behind = Object.entries(revs).filter(isBehind);
    if (behind.length === 0) return;
    const ask = () => {
      for (const [log] of behind.filter(isBehind)) this.#follower.ask(log);
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
    // What waits is not older than what came meanwhile: the server dates it when it takes it.
    const rows = this.#base.replayed(this.#outbox.given(), (before, given) =>
      predict(before, { ...given, now: later(given.now, this.#newest) }, this.#rules.get()),
    );
    this.#show(rows);
  }

  #show(rows: RowsView): void {
    // Not what is being brought back, and not of a todo that is not there at the moment.
    const overwritten = this.#overwritten.filter(
      (notice) => concerns(notice, rows.userId) && rows.todo(notice.todoId) && !isBack(notice, rows),
    );
    this.#set({ rows, overwritten, ...this.#queues() });
  }

  #queues() {
    return {
      waiting: this.#outbox.waiting(),
      sendError: this.#outbox.error(),
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
