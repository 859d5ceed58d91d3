import { newId } from "@codex/core/id";
import { RULE_LIMITS } from "@codex/core/repeat/rule";
import type { SeriesRow } from "@codex/core/row";
import type { Todo } from "@codex/core/todo";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { repeatWords } from "../../words/repeat-words.js";
import { words } from "../../words/words.js";
import { ownZone } from "../clock.js";
import { useChanges } from "../use-changes.js";
import { EndingFields } from "./ending-fields.js";
import { type Form, formOf, newForm, type Preset, presetsFor, ruleOf } from "./form.js";
import { RuleTold, useDates, useOutlook } from "./outlook.js";
import { Select } from "./select.js";
import { Weekdays } from "./weekdays.js";
import "./repeat.css";

interface RepeatFormProps {
  readonly todo: Todo;
  readonly due: string;
  /** How it repeats now, if it does. */
  readonly series: SeriesRow | undefined;
  readonly onEnd: () => void;
}

/** A rule is chosen, told in words with the dates that come of it, and saved: for this todo and all that follow. */
export function RepeatForm({ todo, due, series, onEnd }: RepeatFormProps) {
  const { run } = useChanges();
  const said = repeatWords();
  const [form, setForm] = useState<Form>(() => (series ? formOf(series, due) : newForm(due)));
  const change = (changed: Partial<Form>) => setForm((before) => ({ ...before, ...changed }));
  const dates = useDates();
  // A rule that is changed goes on where it stands: what is over does not come again.
  const left = series && dates?.timesLeft(series, todo.occurrence ?? due);
  useEffect(() => {
    if (left) setForm((before) => ({ ...before, count: left }));
  }, [left]);
  const rule = ruleOf(form, due);
  const zone = series?.zone ?? ownZone();
  const candidate = { rule, mode: form.mode, start: due };
  const outlook = useOutlook(candidate, zone);
  const isRefused = outlook !== undefined && "problem" in outlook;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isRefused) return;
    run(
      { kind: "todo.repeat", id: todo.id, series: { id: newId(), rule, mode: form.mode, zone } },
      said.said.saved,
    );
    onEnd();
  };
  return (
    <form className="repeat" onSubmit={save} noValidate>
      <RuleFields form={form} due={due} onChange={change} />
      <div className="repeat-told" aria-live="polite">
        <RuleTold series={candidate} outlook={outlook} />
      </div>
      {series && <p className="details-quiet">{said.following}</p>}
      <div className="details-choices">
        <button type="submit" className="button button-primary" disabled={isRefused}>
          {said.save}
        </button>
        <button type="button" className="button" onClick={onEnd}>
          {words.frame.cancel}
        </button>
      </div>
    </form>
  );
}

interface RuleFieldsProps {
  readonly form: Form;
  readonly due: string;
  readonly onChange: (changed: Partial<Form>) => void;
}

function RuleFields({ form, due, onChange }: RuleFieldsProps) {
  const said = repeatWords();
  const first = useRef<HTMLSelectElement>(null);
  const { preset, mode } = form;
  useEffect(() => first.current?.focus(), []);
  const unit = unitOf(preset);
  return (
    <>
      <Select
        ref={first}
        label={said.presets}
        value={preset}
        values={presetsFor(due, form.own)}
        name={(value) => presetName(value, due)}
        onValue={(value) => onChange({ preset: value })}
      />
      {unit && (
        <label className="details-field">
          {said.every}
          <span className="repeat-every">
            <input
              type="number"
              min={1}
              max={RULE_LIMITS.interval}
              value={Number.isNaN(form.every) ? "" : form.every}
              onChange={({ target: { valueAsNumber } }) => onChange({ every: valueAsNumber })}
            />
            {said.units[unit]}
          </span>
        </label>
      )}
      {preset === "week" && <Weekdays days={form.weekdays} onDays={(weekdays) => onChange({ weekdays })} />}
      <Select
        label={said.mode}
        value={mode}
        values={["schedule", "completion"]}
        name={(value) => said.modes[value]}
        onValue={(value) => onChange({ mode: value })}
      />
      {preset !== "own" && <EndingFields form={form} onChange={onChange} />}
    </>
  );
}

function unitOf(preset: Preset): "day" | "week" | "month" | "year" | undefined {
  if (preset === "day" || preset === "week") return preset;
  if (preset.startsWith("month")) return "month";
  return preset.startsWith("year") ? "year" : undefined;
}

function presetName(preset: Preset, due: string): string {
  const { [preset]: name } = repeatWords().preset;
  return typeof name === "string" ? name : name(Number(due.slice(8, 10)));
}
