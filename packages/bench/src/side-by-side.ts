import { performance } from "node:perf_hooks";
import { percentile } from "./percentile.js";

/** Something to be measured: what it is, and doing it once. */
export type Task = readonly [name: string, once: () => Promise<unknown>];

/**
 * Does all tasks in turns, and prints how fast each is as a share of the first. In turns, so that whatever else
 * the machine is doing falls on all of them alike.
 *
 * @param turns - how many turns each has; the median of them counts
 * @param perTurn - how often a task is done in one turn
 */
export async function sideBySide(
  title: string,
  tasks: readonly Task[],
  { turns, perTurn }: { turns: number; perTurn: number },
): Promise<void> {
  const taken = new Map(tasks.map(([name]): [string, number[]] => [name, []]));
  for (let turn = -1; turn < turns; turn++) {
    for (const [name, once] of tasks) {
      const start = performance.now();
      for (let count = 0; count < perTurn; count++) await once();
      // The first turn only warms up.
      if (turn >= 0) taken.get(name)?.push((performance.now() - start) / perTurn);
    }
  }
  const rows = [...taken].map(([name, times]) => ({ name, ms: percentile(times, 0.5) }));
  console.log(`\n${title} (share of the first line's rate; milliseconds each)`);
  for (const { name, ms } of rows)
    console.log(
      `  ${((rows[0]?.ms ?? ms) / ms).toFixed(2).padStart(5)} ${ms.toFixed(3).padStart(9)}  ${name}`,
    );
}
