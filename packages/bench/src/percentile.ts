/**
 * The smallest of the numbers that so large a share of them does not exceed.
 *
 * @param share - 0.5 is the median, 0.95 what one in twenty exceeds
 * @returns NaN of no numbers
 */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;
}
