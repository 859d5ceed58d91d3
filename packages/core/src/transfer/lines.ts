import { TRANSFER_LIMITS } from "../limits.js";

/** A line of a file, the first being 1; without a text if it is too long to be looked at. */
export interface Line {
  readonly line: number;
  readonly text: string | undefined;
}

/** The lines of a text that comes in chunks. What is too long is never held as a whole. */
export async function* linesOf(
  chunks: AsyncIterable<string>,
  longest: number = TRANSFER_LIMITS.lineLength,
): AsyncGenerator<Line> {
  let line = 1;
  let held = "";
  let isTooLong = false;
  const finish = (): Line => {
    const text = isTooLong ? undefined : held.endsWith("\r") ? held.slice(0, -1) : held;
    held = "";
    isTooLong = false;
    return { line: line++, text };
  };
  const take = (piece: string) => {
    if (isTooLong) return;
    // One more for a carriage return.
    isTooLong = held.length + piece.length > longest + 1;
    held = isTooLong ? "" : held + piece;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf("\n"); to !== -1; to = chunk.indexOf("\n", from)) {
      take(chunk.slice(from, to));
      yield finish();
      from = to + 1;
    }
    take(chunk.slice(from));
  }
  if (held !== "" || isTooLong) yield finish();
}
