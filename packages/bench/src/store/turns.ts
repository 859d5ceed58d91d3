/** What each contestant did, again and again. */
export type Results<Result> = ReadonlyMap<string, readonly Result[]>;

/**
 * Has each contestant do the same in turns, so that whatever else the machine is doing falls on all of them alike. The
 * first turn only warms up.
 */
export async function inTurns<Result>(
  contestants: ReadonlyMap<string, (turn: number) => Promise<Result>>,
  turns: number,
): Promise<Results<Result>> {
  const results = new Map([...contestants.keys()].map((name): [string, Result[]] => [name, []]));
  for (let turn = 0; turn <= turns; turn++)
    for (const [name, once] of contestants) {
      const result = await once(turn);
      if (turn > 0) results.get(name)?.push(result);
    }
  return results;
}

/** Prints the median of each contestant as a multiple of the first one's, and the milliseconds. */
export function report(title: string, results: Results<number>): void {
  const [first = Number.NaN] = [...results.values()].map((times) => quantile(times, 0.5));
  console.log(`\n${title} (times the first line's median; milliseconds: median, p95)`);
  for (const [name, times] of results) {
    const median = quantile(times, 0.5);
    const columns = [median / first, median, quantile(times, 0.95)].map((number) =>
      number.toFixed(2).padStart(9),
    );
    console.log(`${columns.join("")}  ${name}`);
  }
}

function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil((numbers.length - 1) * share)] ?? Number.NaN;
}
