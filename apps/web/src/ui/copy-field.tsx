import { useRef, useState } from "react";
import { words } from "../words/words.js";
import "./form.css";

/** A text to be taken away. Where the page may not use the clipboard (plain http), it is selected for Ctrl+C. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"idle" | "copied" | "selected">("idle");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      input.current?.focus();
      input.current?.select();
      setState("selected");
    }
  };
  return (
    <div>
      <div className="copy-field">
        <input
          ref={input}
          readOnly
          aria-label={label}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className="button" onClick={copy}>
          {words.frame.copy}
        </button>
      </div>
      <p className="field-note" role="status">
        {state === "copied" && words.frame.copied}
        {state === "selected" && words.frame.selected}
      </p>
    </div>
  );
}
