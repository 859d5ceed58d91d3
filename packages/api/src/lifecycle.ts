/** What a running program may ask of the one who runs it. */
export interface Lifecycle {
  /** Registers what has to be undone when the program stops. */
  atStop(undo: () => Promise<void>): void;
  /** Stops the program, as a signal would, with this exit code. */
  stop(exitCode: number): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `begin` and then waits for a signal. What `begin` registered is undone, last first, also if it fails
 * or a signal comes before it is through. Then the process exits: with 0 after a signal, with 1 after an
 * error that nobody caught or when `graceMs` milliseconds were not enough.
 *
 * Further signals change nothing: package managers pass on to their children what the terminal has sent to
 * them already, so that a second one is no sign of impatience.
 *
 * @param report - told of an error that nobody caught, before the program stops because of it
 * @throws what `begin` throws, after everything has been undone
 */
export function untilStopped(
  graceMs: number,
  report: (error: unknown) => void,
  begin: (lifecycle: Lifecycle) => Promise<void>,
): Promise<never> {
  const registered: (() => Promise<void>)[] = [];
  const undoAll = async () => {
    for (let undo = registered.pop(); undo; undo = registered.pop()) await undo();
  };
  return new Promise((_resolve, reject) => {
    let stopping = false;
    let begun: Promise<void> = Promise.resolve();
    const stop = (exitCode: number) => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), graceMs).unref();
      begun
        .catch(() => {})
        .then(undoAll)
        .then(
          () => process.exit(exitCode),
          (error: unknown) => {
            report(error);
            process.exit(1);
          },
        );
    };
    // Before anything begins, so that no signal falls between the first answer and this.
    for (const signal of SIGNALS) process.on(signal, () => stop(0));
    process.on("uncaughtException", (error) => {
      report(error);
      stop(1);
    });
    begun = begin({ atStop: (undo) => registered.push(undo), stop });
    begun.catch(async (error: unknown) => {
      if (stopping) return;
      await undoAll();
      reject(error);
    });
  });
}
