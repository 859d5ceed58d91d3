import { number } from "../format.js";

/** What is said of a todo in its row, besides its text. */
export const meta = {
  dueBefore: "due ",
  overdueBefore: "overdue: ",
  repeats: "repeats",
  priority: (priority: number) => `priority ${number(priority)}`,
  label: "label ",
  notes: "has notes",
  parts: (done: number, all: number) => `${number(done)} of ${number(all)} subtasks done`,
};

export type MetaWords = typeof meta;
