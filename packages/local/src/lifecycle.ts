import closeWithGrace from "close-with-grace";

/** Milliseconds for everything to stop in: the server's requests, then PostgreSQL. */
const GRACE_MS = 30_000;

/**
 * Runs `begin` and then waits for a signal. What `begin` registers is undone last first, also if it fails or
 * a signal comes before it is through. Resolves once everything has stopped; then the process may exit.
 *
 * @throws what `begin` throws
 */
export function untilStopped(
  begin: (atStop: (work: () => Promise<void>) => void) => Promise<void>,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let work = undo.pop(); work; work = undo.pop()) await work();
  };
  return new Promise((_resolve, reject) => {
    let begun: Promise<void> = Promise.resolve();
    // It ends the process itself: with 0 after a signal, with 1 after an error or when the time is over.
    const graceful = closeWithGrace({ delay: GRACE_MS }, async ({ err }) => {
      if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
      await begun.catch(() => {});
      await stop();
    });
    begun = begin((work) => undo.push(work));
    begun.catch(async (error: unknown) => {
      graceful.uninstall();
      await stop();
      reject(error);
    });
  });
}
