import { kindOf } from "./contenders.js";
import { processorOf, type Requests, type Results, ratioOf, spreadOf } from "./results.js";
import { TITLES } from "./scenarios.js";

/** What is meant to be reached, and what was. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly got: number;
  /** The same by processor time, where that can be told: what a shared machine leaves comparable. */
  readonly byProcessor?: number;
  readonly met: boolean;
}

/** All targets that the results tell something about. */
export function targetsOf(results: Results): Target[] {
  return [
    ...atLeast(results, "noop", "plain", 0.5),
    ...atLeast(results, "noop", "trpc", 5),
    ...atLeast(results, "list", "signed-limit", 0.7),
    ...atLeast(results, "list", "express", 2),
    ...atLeast(results, "create", "signed-limit", 0.5),
    ...atLeast(results, "create", "express", 2),
    ...ofStreams(results),
    ...ofSize(results),
    ...ofTail(results),
  ];
}

function find({ requests }: Results, scenario: Requests["scenario"], contender: string, size = "small") {
  return requests.find(
    (row) => row.scenario === scenario && row.contender === contender && row.size === size,
  );
}

function atLeast(results: Results, scenario: Requests["scenario"], than: string, wanted: number): Target[] {
  const [codex, other] = [find(results, scenario, "codex"), find(results, scenario, than)];
  if (!codex || !other) return [];
  const got = ratioOf(codex.rate, other.rate).median;
  const byProcessor = ratioOf(processorOf(other), processorOf(codex)).median;
  const what = `${TITLES[scenario]}: Codex to ${kindOf(than).title}`;
  return [{ what, wanted: `at least ${wanted}`, got, byProcessor, met: got >= wanted }];
}

function ofStreams({ streams }: Results): Target[] {
  const [codex, trpc] = ["codex", "trpc"].map((name) => streams.find(({ contender }) => contender === name));
  if (!codex || !trpc) return [];
  const faster = ratioOf(trpc.median, codex.median).median;
  const byProcessor = ratioOf(trpc.server, codex.server).median;
  return [
    {
      what: `one event to ${codex.count} streams: times as fast as ${kindOf("trpc").title}`,
      wanted: "at least 8",
      got: faster,
      byProcessor,
      met: faster >= 8,
    },
    { what: "kB of heap of one stream", wanted: "at most 30", got: codex.heap, met: codex.heap <= 30 },
  ];
}

function ofSize(results: Results): Target[] {
  const among = `among ${results.todos.large} todos to ${results.todos.small}`;
  const failed = results.failures
    .filter(({ contender, size }) => contender === "codex" && size === "large")
    .map(({ scenario }) => {
      const what = `${TITLES[scenario]}: p50 ${among}`;
      return { what, wanted: "at most 1.2", got: Number.POSITIVE_INFINITY, met: false };
    });
  const measured = results.requests
    .filter(({ contender, size }) => contender === "codex" && size === "large")
    .flatMap((large) => {
      const small = find(results, large.scenario, "codex");
      if (!small) return [];
      const got = ratioOf(large.p50, small.p50).median;
      const byProcessor = ratioOf(processorOf(large), processorOf(small)).median;
      const what = `${TITLES[large.scenario]}: p50 ${among}`;
      return [{ what, wanted: "at most 1.2", got, byProcessor, met: got <= 1.2 }];
    });
  return [...measured, ...failed];
}

function ofTail({ paced }: Results): Target[] {
  const tail = (contender: string, scenario: string) => {
    const row = paced.find((one) => one.contender === contender && one.scenario === scenario);
    return row && spreadOf(row.p99).median / spreadOf(row.p50).median;
  };
  return paced
    .filter(({ contender }) => contender === "codex")
    .flatMap(({ scenario }) => {
      const [codex, limit] = [tail("codex", scenario), tail("signed-limit", scenario)];
      if (codex === undefined || limit === undefined) return [];
      const got = codex / limit;
      const what = `${TITLES[scenario]}: p99/p50 at half the most, Codex to ${kindOf("signed-limit").title}`;
      return [{ what, wanted: "at most 1.5", got, met: got <= 1.5 }];
    });
}
