import { Fragment } from "react";
import { useShared } from "../ui/shared.js";
import { chosenShortcuts } from "../ui/shortcuts.js";
import { keysWords } from "../words/keys-words.js";

/** What the keyboard does; shown where there is likely to be one. */
export function KeyboardHint() {
  const keys = keysWords();
  const { names } = keys;
  const hasShortcuts = useShared(chosenShortcuts) !== "off";
  const hints = [
    { does: keys.go, by: ["↑", "↓"] },
    { does: keys.move, by: [`${names.alt}+↓`] },
    { does: keys.complete, by: [names.space] },
    { does: keys.edit, by: [names.enter] },
    { does: keys.details, by: ["O"] },
    { does: keys.moveToList, by: ["M"] },
    { does: keys.delete, by: [names.delete] },
    ...(hasShortcuts
      ? [
          { does: keys.new, by: ["N"] },
          { does: keys.search, by: ["F"] },
          { does: keys.all, by: ["?"] },
        ]
      : []),
    { does: keys.commands, by: [`${names.control}+K`] },
    { does: keys.undo, by: [`${names.control}+Z`] },
  ];
  return (
    <p className="keyboard-hint">
      {hints.map(({ does, by }) => (
        <Fragment key={by[0]}>
          {by.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{" "}
          {does} <i />
        </Fragment>
      ))}
    </p>
  );
}
