import type { KeysWords } from "../en/keys.js";

/** What the keys do, and what they are called. */
export const keys: KeysWords = {
  go: "bewegen",
  move: "verschieben",
  complete: "erledigen",
  edit: "ändern",
  details: "Einzelheiten",
  moveToList: "in andere Liste",
  delete: "löschen",
  new: "neu",
  search: "suchen",
  undo: "rückgängig",
  commands: "Befehle",
  all: "alle Tasten",
  names: { space: "Leertaste", enter: "Eingabe", delete: "Entf", control: "Strg", alt: "Alt" },
};
