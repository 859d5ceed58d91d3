import closeWithGrace from "close-with-grace";

/** Registers what has to be undone when the process stops. */
export type AtStop = (undo: () => Promise<void>) => void;

/**
 * A package manager passes on a signal that the terminal has sent to all of its children already: the second
 * is no sign of impatience, and the time is limited anyway.
 */
const onSecondSignal = () => {};

/**
 * Runs `begin` and then waits for a signal. What `begin` registered is undone, last first, also if it fails
 * or a signal comes before it is through. Then the process exits: with 0 after a signal, with 1 after an
 * error or when `graceMs` milliseconds were not enough.
 *
 * @throws what `begin` throws, after everything has been undone
 */
export function untilStopped(graceMs: number, begin: (atStop: AtStop) => Promise<void>): Promise<never> {
  const registered: (() => Promise<void>)[] = [];
  const undoAll = async () => {
    for (let undo = registered.pop(); undo; undo = registered.pop()) await undo();
  };
  return new Promise((_resolve, reject) => {
    let begun: Promise<void> = Promise.resolve();
    // Installed first, so that no signal falls between the server's first answer and this.
    const grace = closeWithGrace({ delay: graceMs, onSecondSignal }, async ({ err }) => {
      if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
      await begun.catch(() => {});
      await undoAll();
    });
    begun = begin((undo) => registered.push(undo));
    begun.catch(async (error: unknown) => {
      grace.uninstall();
      await undoAll();
      reject(error);
    });
  });
}
