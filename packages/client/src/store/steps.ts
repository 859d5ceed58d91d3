import type { Given } from "./predict.js";

/** What was run in a store and can be taken back, and what was taken back and can be done again. */
export class Steps {
  #done: string[] = [];
  #undone: string[] = [];
  /** What brings back the state before each command. */
  readonly #inverses = new Map<string, Given["known"]>();

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** The one to take back next. */
  get last(): string | undefined {
    return this.#done.at(-1);
  }

  /** Something else was done: what was taken back before is not done again. */
  did(commandId: string): void {
    this.#done.push(commandId);
    this.#undone = [];
  }

  takenBack(commandId: string): void {
    this.forget(commandId);
    this.#undone.push(commandId);
  }

  /** The one that was taken back last, which counts as done again. */
  doneAgain(): string | undefined {
    const commandId = this.#undone.pop();
    if (commandId !== undefined) this.#done.push(commandId);
    return commandId;
  }

  /** It did not take effect: there is nothing to take back. */
  forget(commandId: string): void {
    this.#done = this.#done.filter((id) => id !== commandId);
  }

  inverseOf(commandId: string): Given["known"] {
    return this.#inverses.get(commandId) ?? [];
  }

  setInverse(commandId: string, inverse: Given["known"]): void {
    this.#inverses.set(commandId, inverse);
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#inverses.clear();
  }
}
