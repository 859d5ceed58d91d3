import type { Kept, KeptCommand, Persistence } from "./persistence.js";

/** Milliseconds that the store waits for what was kept: no page is to wait for a browser that does not answer. */
const LOAD_WITHIN_MS = 3_000;

/** Whether what a store holds is still there when it is made again: `failed` where that could not be done. */
export type Keeping = "no" | "yes" | "failed";

/** Keeps what a store holds. Where nothing can be kept it says so, and the store goes on without. */
export class Keeper {
  #keeping: Keeping = "no";

  constructor(
    private readonly persistence: Persistence | undefined,
    private readonly changed: (keeping: Keeping) => void,
  ) {}

  /** Everything that was kept, unless there is none or it does not come. */
  async load(): Promise<Kept | undefined> {
    if (!this.persistence) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(reject, LOAD_WITHIN_MS);
      });
      const kept = await Promise.race([this.persistence.load(), late]);
      if (this.#keeping === "no") this.#set("yes");
      return kept;
    } catch {
      this.#set("failed");
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The commands that were kept and are not dropped; undefined where nobody knows. */
  async commands(): Promise<readonly KeptCommand[] | undefined> {
    // That nothing can be kept is said when something was to be.
    return this.persistence?.commands().catch(() => undefined);
  }

  /** @returns its place among those that were kept; undefined where nothing can be kept */
  async keepCommand(command: KeptCommand): Promise<number | undefined> {
    try {
      return await this.persistence?.putCommand(command);
    } catch {
      this.#set("failed");
      return undefined;
    }
  }

  keep(work: (persistence: Persistence) => Promise<void>): void {
    if (this.persistence) work(this.persistence).catch(() => this.#set("failed"));
  }

  #set(keeping: Keeping): void {
    if (this.#keeping === keeping) return;
    this.#keeping = keeping;
    this.changed(keeping);
  }
}
