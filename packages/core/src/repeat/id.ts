import { v5 } from "uuid";

/**
 * The id of the todo that follows a completed one of a series: a UUIDv5 of both, so that whoever completes it, twice or
 * on two devices at once, makes the same todo. Works without `crypto.subtle`, which browsers withhold over plain http.
 */
export function nextId(seriesId: string, completedTodoId: string): string {
  return v5(completedTodoId.toLowerCase(), seriesId.toLowerCase());
}
