import type { BasedOn, Command, NewCommand } from "@codex/core/command";
import type { Overwritten, Revs } from "@codex/core/sync";
import type { Todo } from "@codex/core/todo";
import type { Written } from "@codex/core/written";
import type { ClientOptions } from "../options.js";
import type { Keeping } from "./keeper.js";
import type { RefusedCommand } from "./outbox.js";
import type { Persistence } from "./persistence.js";
import type { RowsView } from "./rows.js";
import { SyncedStore } from "./synced-store.js";
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
  /** Why what waits could not be sent when that was tried last; undefined once something was answered again. */
  readonly sendError: unknown;
  /** The commands that the server refused, until they are retried or dismissed. */
  readonly refused: readonly RefusedCommand[];
  /**
   * The texts and notes that this user replaced without having seen them, and those of theirs that were so replaced: until they
   * are dismissed, or stand again.
   */
  readonly overwritten: readonly Overwritten[];
  /** Whether what is here is still here when the store is made again. */
  readonly keeping: Keeping;
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
  /**
   * Shows a command's effect at once and sends it, until it is answered. A text, or notes, that do not say what they
   * are based on are based on what is here now.
   *
   * @param writer - who gave it, for the transport
   * @param back - the todos that a `todo.restore` brings back, as they will be: they are not here
   */
  run(command: NewCommand, writer?: string, back?: readonly Todo[]): Run;
  /** What a text, or notes, are based on that somebody begins to write now; undefined where nobody else can write any. */
  basedOn(todoId: string, field: Written): BasedOn | undefined;
  /** Takes back the last command that was run here, if there is one. */
  undo(): Run | undefined;
  redo(): Run | undefined;
  /** Takes back one command. */
  takeBack(commandId: string): Run;
  /** Whether a log was read up to a number, or is none to be seen. */
  isAt(log: string, rev: number): boolean;
  /** Sends what waits now, rather than when its turn comes; also what another store has kept and not sent. */
  hurry(): void;
  /** Runs what was refused again, on what is here now. */
  retryRefused(): void;
  /** Lets go of what was refused, and gives it back. */
  dismissRefused(): readonly RefusedCommand[];
  /** Lets go of a text that was replaced. */
  dismissOverwritten(notice: Overwritten): void;
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
