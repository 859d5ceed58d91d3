import { describe } from "@codex/core/repeat/describe";
import type { SeriesRow } from "@codex/core/row";
import { useEffect, useRef, useState } from "react";
import { useStoreState } from "../../sync/store-context.js";
import { toast } from "../../ui/toast.js";
import { repeatWords } from "../../words/repeat-words.js";
import { ownZone } from "../clock.js";
import type { SectionProps } from "../details.js";
import { Section } from "../section.js";
import { useChanges } from "../use-changes.js";
import { RepeatForm } from "./repeat-form.js";

/** How it repeats, in words, and what can be done about it. */
export function RepeatSection({ todo, canEdit }: SectionProps) {
  const { rows } = useStoreState();
  const said = repeatWords();
  const series = todo.seriesId ? rows.series(todo.seriesId) : undefined;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!canEdit && !series) return null;
  return (
    <Section title={said.title}>
      {series && <p>{wordsOf(series)}</p>}
      {!series && !isOpen && <p>{todo.due ? said.never : said.needsDue}</p>}
      {canEdit && todo.due && isOpen && (
        <RepeatForm todo={todo} due={todo.due} series={series} onEnd={() => setOpen(false)} />
      )}
      {canEdit && todo.due && !isOpen && (
        <div className="details-choices">
          <button ref={button} type="button" className="button" onClick={() => setOpen(true)}>
            {series ? said.change : said.setUp}
          </button>
          {series && !todo.completed && (
            <SeriesButtons todo={todo} series={series} onEnded={() => button.current?.focus()} />
          )}
        </div>
      )}
    </Section>
  );
}

/** A rule in a sentence. */
function wordsOf({ rule, mode, start }: SeriesRow): string {
  const told = describe({ rule, mode, start });
  return told ? repeatWords().rule(told) : rule;
}

interface SeriesButtonsProps extends Pick<SectionProps, "todo"> {
  readonly series: SeriesRow;
  readonly onEnded: () => void;
}

function SeriesButtons({ todo, series, onEnded }: SeriesButtonsProps) {
  const { runUndoable } = useChanges();
  const said = repeatWords();
  const skip = async () => {
    const occurrence = todo.occurrence ?? todo.due ?? "";
    // Where the library of repetition cannot be had, the server alone knows the dates.
    const dates = await import("./dates.js").catch(() => undefined);
    if (dates?.comesAfter(series, occurrence, ownZone()) === false) toast(said.last);
    else runUndoable({ kind: "todo.skip", id: todo.id, occurrence }, said.said.skipped);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void skip()}>
        {said.skip}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          onEnded();
          runUndoable({ kind: "todo.repeat", id: todo.id, series: null }, said.said.ended);
        }}
      >
        {said.end}
      </button>
    </>
  );
}
