import { Fragment } from "react";
import { words } from "../words/words.js";

/** What the keyboard does; shown where there is likely to be one. */
export function KeyboardHint() {
  const { keys } = words.todo;
  const { names } = keys;
  const hints = [
    { does: keys.go, by: ["↑", "↓"] },
    { does: keys.move, by: [`${names.alt}+↓`] },
    { does: keys.complete, by: [names.space] },
    { does: keys.edit, by: [names.enter] },
    { does: keys.moveToList, by: ["M"] },
    { does: keys.delete, by: [names.delete] },
    { does: keys.new, by: ["N"] },
    { does: keys.search, by: ["F"] },
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
