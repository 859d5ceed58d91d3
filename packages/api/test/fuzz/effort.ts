import type fc from "fast-check";

/** `pnpm --filter @codex/api verify:fuzz` */
export const isLong = process.env["MODE"] === "long";

/** In CI the same each time, at length other ones each time: what fails names its seed. */
export function effort(inCi: number, atLength: number, seed = 8): fc.Parameters<unknown> {
  // What was done before is a part of what failed, so that a smaller input need not fail by itself.
  if (isLong) return { numRuns: Math.ceil(atLength * SHARE), endOnFailure: true };
  return { numRuns: inCi, endOnFailure: true, seed };
}

/** FUZZ_SHARE=0.1 is a tenth of it. */
const SHARE = Number(process.env["FUZZ_SHARE"] ?? 1);
