/** Milliseconds from one refresh of a screen to the next. */
const REFRESH = 1000 / 60;

/** Moments between two refreshes at which an input may come. */
const MOMENTS = Array.from({ length: 50 }, (_, index) => ((index + 0.5) / 50) * REFRESH);

/**
 * Milliseconds until a screen of 60 Hz shows frames, with inputs at any moment between two of its refreshes.
 *
 * @param ready - milliseconds from each input until its frame is ready
 */
export function untilShown(ready: readonly number[]): readonly number[] {
  return ready.flatMap((after) =>
    MOMENTS.map((moment) => Math.ceil((moment + after) / REFRESH) * REFRESH - moment),
  );
}
