import type { Browser, Page } from "@playwright/test";
import type { Action } from "./actions.js";
import { type Sample, samplesOf } from "./sample.js";
import { parseTrace, TRACE_CATEGORIES, type TraceEvent } from "./trace.js";

/** An action, and the page on which it is done. */
export interface Subject {
  readonly page: Page;
  readonly action: Action;
}

/**
 * Does all actions in turns, so that whatever else the machine is doing falls on all of them alike.
 *
 * @param turns - how many turns count; one before them warms up
 * @param perTurn - how often an action is done in one turn
 * @returns the samples of every name
 */
export async function measure(
  browser: Browser,
  subjects: readonly Subject[],
  { turns, perTurn }: { turns: number; perTurn: number },
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>();
  for (let turn = -1; turn < turns; turn++) {
    for (const subject of subjects) {
      const { names, input } = subject.action;
      const events = await record(browser, subject, perTurn, TRACE_CATEGORIES);
      const found = samplesOf(events, input, perTurn * names.length);
      if (turn < 0) continue;
      for (const [index, sample] of found.entries()) {
        const name = names[index % names.length] ?? "";
        samples.set(name, [...(samples.get(name) ?? []), sample]);
      }
    }
  }
  return samples;
}

/** What Chromium records while an action is done so many times. */
export async function record(
  browser: Browser,
  { page, action }: Subject,
  times: number,
  categories: readonly string[],
): Promise<readonly TraceEvent[]> {
  await page.bringToFront();
  await action.begin();
  await browser.startTracing(page, { categories: [...categories] });
  for (let time = 0; time < times; time++) await action.once(time);
  const trace = await browser.stopTracing();
  await action.end();
  return parseTrace(trace.toString());
}
