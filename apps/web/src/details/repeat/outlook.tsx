import { parseDue } from "@codex/core/due";
import { describe } from "@codex/core/repeat/describe";
import type { Series } from "@codex/core/repeat/rule";
import { useEffect, useMemo } from "react";
import { onDemand } from "../../ui/on-demand.js";
import { useShared } from "../../ui/shared.js";
import { Calendar } from "../../words/calendar.js";
import { repeatWords } from "../../words/repeat-words.js";
import type { Outlook } from "./dates.js";
import { problemOf } from "./problem.js";

// It brings the library of repetition.
const library = onDemand(() => import("./dates.js"));

/** Undefined until it is loaded. */
export function useDates() {
  useEffect(() => library.load(), []);
  return useShared(library);
}

/** What comes of a rule, as far as that is known; what is wrong with it by itself always is. @param zone - of who completes it */
export function useOutlook({ rule, mode, start }: Series, zone: string): Outlook | undefined {
  const loaded = useDates();
  return useMemo(() => {
    const problem = problemOf(rule);
    return problem ? { problem } : loaded?.outlookOf({ rule, mode, start }, zone);
  }, [loaded, rule, mode, start, zone]);
}

interface RuleToldProps {
  readonly series: Series;
  readonly outlook: Outlook | undefined;
}

/** A rule in words with its next dates, or what is wrong with it. */
export function RuleTold({ series, outlook }: RuleToldProps) {
  const said = repeatWords();
  if (outlook && "problem" in outlook)
    return <p className="repeat-problem">{said.problems[outlook.problem.code]}</p>;
  const told = describe(series);
  return (
    <>
      {told && <p className="repeat-rule">{said.rule(told)}</p>}
      <NextDates dates={outlook?.dates} mode={series.mode} />
    </>
  );
}

interface NextDatesProps {
  /** Undefined until they are worked out. */
  readonly dates: readonly string[] | undefined;
  readonly mode: Series["mode"];
}

function NextDates({ dates, mode }: NextDatesProps) {
  const said = repeatWords();
  if (!dates) return <p className="details-quiet">{navigator.onLine ? said.loading : said.notLoaded}</p>;
  return (
    <div>
      <p className="details-quiet">{mode === "schedule" ? said.next : said.nextIfCompleted}</p>
      <ol className="repeat-dates">
        {dates.map((due) => (
          <li key={due}>{dueInFull(due)}</li>
        ))}
      </ol>
    </div>
  );
}

/** With the time that the clocks of its own zone show. */
function dueInFull(due: string): string {
  const { date, time } = parseDue(due) ?? { date: due };
  const calendar = new Calendar();
  const day = calendar.fullDate(date);
  return time === undefined ? day : `${day}, ${calendar.time(time)}`;
}
