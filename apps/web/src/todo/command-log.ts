import type { Remembered } from "../account/remembered.js";
import type { TodoCommand } from "./command.js";

/** A command whose effect the page adds to what the server said. */
export interface Entry {
  readonly seq: number;
  readonly command: TodoCommand;
  /** Whether the server took it. Until the lists were read again, they may lack its effect. */
  readonly accepted: boolean;
  /** The `round` it was run in. */
  readonly round: number;
  /** Who gave it; undefined for a visitor whom no server knew yet. */
  readonly writer: Remembered | undefined;
}

/** A command that was not carried out, and why. */
export interface Failure {
  readonly seq: number;
  readonly command: TodoCommand;
  readonly error: unknown;
}

export interface CommandLogState {
  readonly entries: readonly Entry[];
  readonly failures: readonly Failure[];
  /** The ids of all todos that this page added. */
  readonly added: ReadonlySet<string>;
}

/** Told to commands that waited behind one for which the server could not be reached. */
export class NotSentError extends Error {
  override readonly name = "NotSentError";
}

/**
 * The commands of this page that what was read from the server does not surely contain, in order. What is
 * shown is what was read plus their effects, so that a failed command is undone by taking it out, which
 * touches the effect of no other.
 */
export class CommandLog {
  #state: CommandLogState = { entries: [], failures: [], added: new Set() };
  #lastSeq = 0;
  #round = 0;
  readonly #listeners = new Set<() => void>();

  readonly get = (): CommandLogState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The number of the newest command. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Whether the server answered every command. */
  get isIdle(): boolean {
    return this.#state.entries.every(({ accepted }) => accepted);
  }

  add(command: TodoCommand, writer?: Remembered): Entry {
    this.#lastSeq += 1;
    const entry = { seq: this.#lastSeq, command, accepted: false, round: this.#round, writer };
    const ids = command.kind === "create" ? command.todos.map(({ id }) => id) : [];
    this.#set({
      entries: [...this.#state.entries, entry],
      added: ids.length > 0 ? new Set([...this.#state.added, ...ids]) : this.#state.added,
    });
    return entry;
  }

  /** @throws NotSentError if the entry waited behind one that stopped the round */
  assertMaySend({ round }: Entry): void {
    if (round !== this.#round) throw new NotSentError("Waited behind a change that could not be sent.");
  }

  accept({ seq }: Entry): void {
    this.#set({
      entries: this.#state.entries.map((entry) => (entry.seq === seq ? { ...entry, accepted: true } : entry)),
    });
  }

  /** Takes the command's effect out. With `stopRound`, those that wait behind it are not sent either. */
  fail({ seq, command, round }: Entry, error: unknown, { stopRound }: { stopRound: boolean }): void {
    if (stopRound && round === this.#round) this.#round += 1;
    if (!this.#state.entries.some((entry) => entry.seq === seq)) return;
    this.#set({
      entries: this.#state.entries.filter((entry) => entry.seq !== seq),
      failures: [...this.#state.failures, { seq, command, error }],
    });
  }

  /** Forgets accepted commands up to a number: what was read since contains their effects. */
  forget(upTo: number): void {
    this.#set({ entries: this.#state.entries.filter(({ seq, accepted }) => !accepted || seq > upTo) });
  }

  /** Takes the failures out, to run them again or to let them go. */
  takeFailures(): readonly Failure[] {
    const { failures } = this.#state;
    this.#set({ failures: [] });
    return failures;
  }

  /** Forgets everything: the page changes hands. What is under way is not taken back, nor what waits sent. */
  clear(): void {
    this.#round += 1;
    this.#set({ entries: [], failures: [], added: new Set() });
  }

  #set(change: Partial<CommandLogState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
