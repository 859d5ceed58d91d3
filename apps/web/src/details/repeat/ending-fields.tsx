import { RULE_LIMITS } from "@codex/core/repeat/rule";
import { repeatWords } from "../../words/repeat-words.js";
import type { Form } from "./form.js";
import { Select } from "./select.js";

interface EndingFieldsProps {
  readonly form: Form;
  readonly onChange: (changed: Partial<Form>) => void;
}

/** When it ends, if it does. */
export function EndingFields({ form, onChange }: EndingFieldsProps) {
  const said = repeatWords();
  return (
    <>
      <Select
        label={said.ends}
        value={form.ending}
        values={["never", "on", "after"]}
        name={(value) => said.ending[value]}
        onValue={(ending) => onChange({ ending })}
      />
      {form.ending === "on" && (
        <label className="details-field">
          {said.lastDay}
          <input
            type="date"
            value={form.until}
            onChange={({ target: { value } }) => onChange({ until: value })}
          />
        </label>
      )}
      {form.ending === "after" && (
        <label className="details-field">
          {said.times}
          <input
            type="number"
            min={1}
            max={RULE_LIMITS.count}
            value={Number.isNaN(form.count) ? "" : form.count}
            onChange={({ target: { valueAsNumber } }) => onChange({ count: valueAsNumber })}
          />
        </label>
      )}
    </>
  );
}
