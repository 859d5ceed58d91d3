import { useEffect } from "react";
import { announce } from "../ui/announcer.js";
import { quickAddWords } from "../words/quick-add-words.js";

interface LinesBarProps {
  readonly count: number;
  readonly onKeepOne: () => void;
}

/** Asks what is to become of several lines, as they come when something is pasted. */
export function LinesBar({ count, onKeepOne }: LinesBarProps) {
  const words = quickAddWords();
  useEffect(() => announce(quickAddWords().linesKeys(count)), [count]);
  return (
    <fieldset className="quick-lines" aria-label={words.lines(count)}>
      <button type="submit" className="button button-primary">
        {words.addAll(count)}
        <span className="quick-key" aria-hidden="true">
          ↵
        </span>
      </button>
      <button type="button" className="button" onClick={onKeepOne}>
        {words.keepOne}
        <span className="quick-key" aria-hidden="true">
          Esc
        </span>
      </button>
    </fieldset>
  );
}
