import { parseDue } from "@codex/core/due";
import type { Series } from "@codex/core/repeat/rule";
import { useEffect, useMemo } from "react";
import { onDemand } from "../../ui/on-demand.js";
import { useShared } from "../../ui/shared.js";
import { Calendar } from "../../words/calendar.js";
import { repeatWords } from "../../words/repeat-words.js";

// It brings the library of repetition.
const dates = onDemand(() => import("./dates.js"));

/** Undefined until it is loaded. */
export function useDates() {
  useEffect(() => dates.load(), []);
  return useShared(dates);
}

interface OutlookProps {
  readonly series: Series;
  /** Of who completes it. */
  readonly zone: string;
}

/** The next dates of a rule, or what is wrong with it. */
export function Outlook({ series: { rule, mode, start }, zone }: OutlookProps) {
  const said = repeatWords();
  const loaded = useDates();
  const outlook = useMemo(
    () => loaded?.outlookOf({ rule, mode, start }, zone),
    [loaded, rule, mode, start, zone],
  );
  if (!outlook) return <p className="details-quiet">{navigator.onLine ? said.loading : said.notLoaded}</p>;
  if ("problem" in outlook) return <p className="repeat-problem">{said.problems[outlook.problem.code]}</p>;
  return (
    <div>
      <p className="details-quiet">{mode === "schedule" ? said.next : said.nextIfCompleted}</p>
      <ol className="repeat-dates">
        {outlook.dates.map((due) => (
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
