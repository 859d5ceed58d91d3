import { dayAt, parseDue, shiftDueDays, writeDue } from "@codex/core/due";
import { useId } from "react";
import { afterPress } from "../ui/after-press.js";
import { detailsWords } from "../words/details-words.js";
import { dueWords } from "../words/due.js";
import { repeatWords } from "../words/repeat-words.js";
import { ownZone } from "./clock.js";
import type { SectionProps } from "./details.js";
import { Section } from "./section.js";
import { type Changes, useChanges } from "./use-changes.js";
import { useFollowing } from "./use-following.js";

/** When it is due: a day, with or without a time in a zone. */
export function DueSection({ todo, canEdit }: SectionProps) {
  const changes = useChanges();
  const said = detailsWords().due;
  const due = todo.due ?? null;
  const zone = parseDue(due ?? "")?.zone;
  const looking = { now: Date.now(), zone: ownZone() };
  const set = (next: string | null) => setDue(changes, todo, next);
  if (!canEdit)
    return due === null ? null : (
      <Section title={said.title}>
        <p>{dueWords(due, looking)}</p>
      </Section>
    );
  return (
    <Section title={said.title}>
      <QuickDates due={due} onDue={set} canBeNone={!todo.seriesId} />
      <div className="details-line">
        <DueFields due={due} onDue={set} />
        {zone !== undefined && <span className="details-quiet">{said.zone(zone)}</span>}
      </div>
      {todo.seriesId && <p className="details-quiet">{repeatWords().onlyThis}</p>}
    </Section>
  );
}

function setDue(changes: Changes, todo: SectionProps["todo"], due: string | null): void {
  if (due === (todo.due ?? null)) return;
  const { said } = detailsWords();
  const looking = { now: Date.now(), zone: ownZone() };
  changes.run(
    { kind: "todo.update", ids: [todo.id], set: { due } },
    due === null ? said.noDue : said.due(dueWords(due, looking)),
  );
}

interface DueProps {
  readonly due: string | null;
  readonly onDue: (due: string | null) => void;
}

/** The days that are chosen most; a time that is there stays. */
function QuickDates({ due, onDue, canBeNone }: DueProps & { readonly canBeNone: boolean }) {
  const said = detailsWords().due;
  const today = dayAt(Date.now(), ownZone());
  const { time, zone } = parseDue(due ?? "") ?? {};
  const at = (date: string) =>
    time === undefined || zone === undefined ? date : writeDue({ date, time, zone });
  const choices = [
    { name: said.today, days: 0 },
    { name: said.tomorrow, days: 1 },
    { name: said.nextWeek, days: daysToMonday(today) },
  ].map(({ name, days }) => ({ name, due: at(shiftDueDays(today, days) ?? today) }));
  return (
    <div className="details-choices">
      {choices.map((choice) => (
        <button
          key={choice.name}
          type="button"
          className="button"
          aria-pressed={choice.due === due}
          onClick={() => onDue(choice.due)}
        >
          {choice.name}
        </button>
      ))}
      {canBeNone && (
        <button type="button" className="button" aria-pressed={due === null} onClick={() => onDue(null)}>
          {said.none}
        </button>
      )}
    </div>
  );
}

/** Days until the Monday that comes. */
function daysToMonday(today: string): number {
  return 7 - ((new Date(today).getUTCDay() + 6) % 7);
}

/** The browser's own fields. They are read when they are left: while typing, a year passes through 0002. */
function DueFields({ due, onDue }: DueProps) {
  const said = detailsWords().due;
  const id = useId();
  const known = parseDue(due ?? "");
  const [date, setDate] = useFollowing(known?.date ?? "");
  const [time, setTime] = useFollowing(known?.time ?? "");
  const zone = known?.zone ?? ownZone();
  const save = (nextDate: string, nextTime: string) => {
    const next = nextTime === "" ? nextDate : writeDue({ date: nextDate, time: nextTime, zone });
    // Out of range: the field shows again what is there.
    if (parseDue(next)) onDue(next);
    else setDate(known?.date ?? "");
  };
  // What is below moves down: a time has a zone, and what is due can repeat.
  const leave = () => afterPress(() => save(date, time));
  return (
    <>
      <label className="details-field" htmlFor={`${id}-date`}>
        {said.date}
        <input
          id={`${id}-date`}
          type="date"
          min="1900-01-01"
          max="2999-12-31"
          value={date}
          onChange={({ target: { value } }) => setDate(value)}
          onBlur={leave}
          onKeyDown={({ key }) => (key === "Enter" ? save(date, time) : undefined)}
        />
      </label>
      <label className="details-field" htmlFor={`${id}-time`}>
        {said.time}
        <input
          id={`${id}-time`}
          type="time"
          disabled={date === ""}
          value={time}
          onChange={({ target: { value } }) => setTime(value)}
          onBlur={leave}
          onKeyDown={({ key }) => (key === "Enter" ? save(date, time) : undefined)}
        />
      </label>
    </>
  );
}
