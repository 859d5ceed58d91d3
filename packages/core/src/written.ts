import type { TodoChanges } from "./todo.js";

/** What people write at length, and could write over without having seen it. */
export type Written = "text" | "notes";

/** Which of them a change of a todo is about, where it says what it is based on. */
export const writtenIn = ({ text, notes }: Pick<TodoChanges, Written>): Written | undefined =>
  text !== undefined ? "text" : notes !== undefined ? "notes" : undefined;
