/** What the keys do, and what they are called. */
export const keys = {
  go: "go",
  move: "move",
  complete: "complete",
  edit: "edit",
  details: "details",
  moveToList: "move to a list",
  delete: "delete",
  new: "new",
  search: "search",
  undo: "undo",
  commands: "commands",
  all: "all keys",
  names: { space: "Space", enter: "Enter", delete: "Del", control: "Ctrl", alt: "Alt" },
};

export type KeysWords = typeof keys;
