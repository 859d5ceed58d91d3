import { shown } from "./selection.js";

let end = () => {};

/** Gives a todo's row the focus, as soon as it is one of those that are shown. */
export function focusWhenShown(id: string): void {
  end();
  const look = () => {
    const { rows, focusRow } = shown.get();
    if (!rows.some((row) => row.id === id)) return;
    end();
    focusRow(id);
  };
  end = shown.subscribe(look);
  look();
}
