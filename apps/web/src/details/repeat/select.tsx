import type { RefObject } from "react";

interface SelectProps<Value extends string> {
  readonly ref?: RefObject<HTMLSelectElement | null>;
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly name: (value: Value) => string;
  readonly onValue: (value: Value) => void;
}

/** One of several, with its label above. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { ref, label, value, values, name, onValue } = props;
  return (
    <label className="details-field">
      {label}
      <select
        ref={ref}
        value={value}
        onChange={({ target }) => {
          const chosen = values.find((known) => known === target.value);
          if (chosen !== undefined) onValue(chosen);
        }}
      >
        {values.map((known) => (
          <option key={known} value={known}>
            {name(known)}
          </option>
        ))}
      </select>
    </label>
  );
}
