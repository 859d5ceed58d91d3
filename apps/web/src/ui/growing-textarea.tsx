import type { ComponentProps } from "react";
import "./growing-textarea.css";

interface GrowingTextareaProps extends Omit<ComponentProps<"textarea">, "value" | "rows" | "onChange"> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Called for Enter, but not for the Enter that ends an input method's composition. */
  readonly onEnter: (value: string) => void;
}

/** A line of text that wraps and grows with what is typed, and takes Enter for "done". */
export function GrowingTextarea({ value, onValue, onEnter, onKeyDown, ...rest }: GrowingTextareaProps) {
  return (
    // An invisible copy of the text in the same grid cell gives the textarea its height, where it cannot have it by itself.
    <div className="growing" data-copy={`${value} `}>
      <textarea
        {...rest}
        rows={1}
        dir="auto"
        value={value}
        enterKeyHint="done"
        onChange={(event) => {
          const { value: typed } = event.target;
          // Some phone keyboards put in a line break without a key that could be named.
          if (breaksLine(event.nativeEvent)) onEnter(typed);
          else onValue(typed);
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Enter") {
            event.preventDefault();
            onEnter(event.currentTarget.value);
            return;
          }
          onKeyDown?.(event);
        }}
      />
    </div>
  );
}

/** Safari ends a composition before it tells of the Enter that ended it; key code 229 still says so. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function breaksLine(event: Event): boolean {
  return event instanceof InputEvent && ["insertLineBreak", "insertParagraph"].includes(event.inputType);
}
