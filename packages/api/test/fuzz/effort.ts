import type fc from "fast-check";

/** `pnpm --filter @codex/api verify:fuzz`, or FUZZ_SHARE=0.1 of it: a tenth. Without it, the sample that CI takes. */
const SHARE = process.env["FUZZ_SHARE"];

export const isLong = SHARE !== undefined;

/** In CI the same each time, at length other ones each time: what fails names its seed. */
export function effort(inCi: number, atLength: number, seed = 8): fc.Parameters<unknown> {
  // What was done before is a part of what failed, so that a smaller input need not fail by itself.
  if (SHARE === undefined) return { numRuns: inCi, endOnFailure: true, seed };
  return { numRuns: Math.ceil(atLength * Number(SHARE)), endOnFailure: true };
}
