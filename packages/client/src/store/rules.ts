import type { Repetition } from "@codex/core/repetition";

/** What rules of repetition mean, loaded once there is one: most people have none, and it comes with a library. */
export class Rules {
  #loaded: Repetition | undefined;
  #isLoading = false;

  /** @param loaded - called once what is to be seen follows from it */
  constructor(private readonly loaded: () => void) {}

  get(): Repetition | undefined {
    return this.#loaded;
  }

  load(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    import("@codex/core/repeat/engine").then(
      ({ repetition }) => {
        this.#loaded = repetition;
        this.loaded();
      },
      // Offline, perhaps: until then the server alone says what comes next.
      () => {
        this.#isLoading = false;
      },
    );
  }
}
