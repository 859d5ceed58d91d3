import { type ComponentProps, useEffect, useId, useRef, useState } from "react";
import { accountWords } from "../words/account-words.js";
import "./form.css";

interface FieldProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What is wrong with what was typed; the field gets the focus when that is new. */
  readonly problem?: string | undefined;
  readonly hint?: string;
}

/** A line to type into, with its name above and what is wrong with it below. */
export function Field({
  label,
  value,
  onValue,
  problem,
  hint,
  type = "text",
  autoFocus,
  ...rest
}: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [revealed, reveal] = useState(false);
  const said = accountWords().fields;
  const isPassword = type === "password";

  useEffect(() => {
    if (problem !== undefined) input.current?.focus();
  }, [problem]);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          {...rest}
          ref={input}
          id={id}
          type={isPassword && revealed ? "text" : type}
          value={value}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => onValue(event.target.value)}
        />
        {isPassword && (
          <button
            type="button"
            className="field-reveal"
            aria-label={revealed ? said.hideOne(label) : said.showOne(label)}
            onClick={() => reveal(!revealed)}
          >
            {revealed ? said.hide : said.show}
          </button>
        )}
      </div>
      <p id={`${id}-note`} className="field-note" data-problem={problem !== undefined}>
        {problem ?? hint}
      </p>
    </div>
  );
}
