import { useRef, useState } from "react";
import { copyWords } from "../words/copy-words.js";
import "./form.css";

/** Lines that are seen at once of a text that has several. */
const LINES = 4;

/** A text to be taken away. Where the page may not use the clipboard (plain http), it is selected for Ctrl+C. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const said = copyWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<"idle" | "copied" | "selected">("idle");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      field.current?.focus();
      field.current?.select();
      setState("selected");
    }
  };
  return (
    <div>
      <div className="copy-field">
        <textarea
          ref={field}
          readOnly
          dir="auto"
          rows={Math.min(text.split("\n").length, LINES)}
          aria-label={label}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className="button" onClick={copy}>
          {said.copy}
        </button>
      </div>
      <p className="field-note" role="status">
        {state === "copied" && said.copied}
        {state === "selected" && said.selected}
      </p>
    </div>
  );
}
