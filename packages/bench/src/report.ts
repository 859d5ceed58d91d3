import type { Bench } from "tinybench";

/** Prints how often each task ran in a second, and as a share of the first: the machine cancels out of that. */
export function report(title: string, bench: Bench): void {
  const rates = bench.tasks.map((task) => {
    const { result } = task;
    if (result.state !== "completed") throw new Error(`${task.name} did not complete: ${result.state}`);
    return { name: task.name, rate: result.throughput.p50 ?? result.throughput.mean, ms: result.latency.p50 };
  });
  const peer = rates[0]?.rate ?? Number.NaN;
  console.log(`\n${title}`);
  for (const { name, rate, ms } of rates)
    console.log(`  ${(rate / peer).toFixed(2).padStart(6)}  ${ms.toFixed(2).padStart(8)} ms  ${name}`);
}
