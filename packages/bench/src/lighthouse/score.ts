/** What a page of ours is to reach, in points of a hundred. */
export const GOALS = { performance: 95, accessibility: 100, "best-practices": 100 } as const;

/** The name of one of Lighthouse's categories. */
export type Category = keyof typeof GOALS;

/** The categories, in the order in which they are told. */
export const CATEGORIES: readonly Category[] = ["performance", "accessibility", "best-practices"];

/** What is read of Lighthouse's result. */
export interface Result {
  readonly categories: Readonly<Record<string, CategoryResult>>;
  readonly audits: Readonly<Record<string, AuditResult>>;
}

interface CategoryResult {
  /** A share of one; null if it could not be told. */
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface AuditResult {
  readonly title: string;
  readonly displayValue?: string;
  /** A share of one; null if the audit does not apply. */
  readonly score: number | null;
}

/** An audit that a page did not wholly pass. */
export interface Loss {
  readonly category: Category;
  readonly title: string;
  /** What was measured, if anything. */
  readonly value: string;
  readonly points: number;
}

/** @throws Error if Lighthouse could not tell */
export function scoreOf({ categories }: Result, category: Category): number {
  const score = categories[category]?.score;
  if (typeof score !== "number") throw new Error(`Lighthouse gives no score for ${category}.`);
  return Math.round(score * 100);
}

/** The audits that cost points, the dearest first. */
export function lossesOf({ categories, audits }: Result): readonly Loss[] {
  return CATEGORIES.flatMap((category) => {
    const counted = (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = audits[id];
      return audit && typeof audit.score === "number" ? [{ audit, score: audit.score, weight }] : [];
    });
    const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
    return counted.map(({ audit, score, weight }) => ({
      category,
      title: audit.title,
      value: audit.displayValue ?? "",
      points: weights === 0 ? 0 : (100 * weight * (1 - score)) / weights,
    }));
  })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
}
