/** As many changes are kept beside the map they were made to; more make a new one. */
const FEW = 256;

/**
 * A map of which a copy costs as much as what was changed, not as what is in it: of ten thousand todos one changes
 * with every press of a key.
 */
export class SharedMap<Value> {
  /** What was changed since; null where something was removed. */
  readonly #changes: Map<string, Value | null>;

  private constructor(
    private readonly base: ReadonlyMap<string, Value>,
    changes: Map<string, Value | null>,
  ) {
    this.#changes = changes;
  }

  static empty<Value>(): SharedMap<Value> {
    return new SharedMap<Value>(new Map(), new Map());
  }

  get(key: string): Value | undefined {
    const changed = this.#changes.get(key);
    return changed === undefined ? this.base.get(key) : (changed ?? undefined);
  }

  /** All values, in no particular order. */
  values(): Value[] {
    return [...this.#merged().values()];
  }

  copy(): SharedMap<Value> {
    return this.#changes.size <= FEW
      ? new SharedMap(this.base, new Map(this.#changes))
      : new SharedMap(this.#merged(), new Map());
  }

  /** Only ever on a copy of one's own. */
  set(key: string, value: Value): void {
    this.#changes.set(key, value);
  }

  /** Only ever on a copy of one's own. */
  delete(key: string): void {
    this.#changes.set(key, null);
  }

  #merged(): ReadonlyMap<string, Value> {
    if (this.#changes.size === 0) return this.base;
    const merged = new Map(this.base);
    for (const [key, value] of this.#changes) {
      if (value === null) merged.delete(key);
      else merged.set(key, value);
    }
    return merged;
  }
}
