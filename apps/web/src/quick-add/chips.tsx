import { useEffect, useEffectEvent, useState } from "react";
import { announce } from "../ui/announcer.js";
import { CrossIcon } from "../ui/icons.js";
import { listed } from "../words/calendar-names.js";
import { quickAddWords } from "../words/quick-add-words.js";
import type { Chip, NamedList } from "./chip.js";
import { saidOf } from "./said.js";

interface ChipsProps {
  readonly chips: readonly Chip[];
  readonly lists: readonly NamedList[];
  readonly onReject: (chip: Chip) => void;
}

/** What was understood of a line, each a button that makes text of it again. */
export function Chips({ chips, lists, onReject }: ChipsProps) {
  const words = quickAddWords();
  const said = saidOf(chips, lists);
  useAnnounced(said);
  if (chips.length === 0) return null;
  return (
    <ul className="quick-chips" aria-label={words.understood}>
      {chips.map((chip, index) => (
        <li key={chip.key}>
          <button
            type="button"
            className="quick-chip"
            data-kind={chip.kind}
            aria-label={words.keep(said[index] ?? "")}
            // Who touches it goes on writing, on a keyboard that stays.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onReject(chip)}
            onKeyDown={(event) => {
              if (event.key !== "Delete" && event.key !== "Backspace") return;
              event.preventDefault();
              onReject(chip);
            }}
          >
            <span dir="auto">{said[index]}</span>
            <CrossIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Has a screen reader say what was understood, when something else is than before: not with every key. */
function useAnnounced(said: readonly string[]): void {
  const [before] = useState(() => new Set<string>());
  const tell = useEffectEvent(() => {
    const added = said.filter((what) => !before.has(what));
    before.clear();
    for (const what of said) before.add(what);
    if (added.length > 0) announce(quickAddWords().escape(listed(added)));
  });
  const all = said.join("\n");
  useEffect(() => tell(), [all]);
}
