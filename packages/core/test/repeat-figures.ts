import type { Reporter, TestModule } from "vitest/node";

declare module "vitest" {
  interface TaskMeta {
    figures?: Figures;
  }
}

/** What a test compared. */
export interface Figures {
  readonly rules: number;
  readonly zones: number;
  readonly occurrences: number;
  readonly mismatches: number;
}

/** Ends a run with one line: what was compared in all. */
export default class FiguresReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const found = modules.flatMap(({ children }) =>
      [...children.allTests()].flatMap((test) => test.meta().figures ?? []),
    );
    const sum = (of: (figures: Figures) => number) => found.reduce((all, one) => all + of(one), 0);
    const zones = Math.max(0, ...found.map(({ zones }) => zones));
    const [rules, occurrences] = [sum(({ rules }) => rules), sum(({ occurrences }) => occurrences)];
    const mismatches = sum(({ mismatches }) => mismatches);
    console.log(
      `${rules} rules, ${zones} zones, ${occurrences} occurrences compared, ${mismatches} mismatches`,
    );
  }
}
