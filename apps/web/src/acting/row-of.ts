import type { Todo } from "@codex/core/todo";
import { shown } from "./selection.js";

/** The row of a todo that something happened in, unless it was in a menu of it or in its text while that is changed. */
export function rowAt(target: EventTarget | null): Todo | undefined {
  if (!(target instanceof Element) || target.closest("[popover], textarea, dialog")) return undefined;
  const id = target.closest<HTMLElement>("[data-id]")?.dataset["id"];
  return id === undefined ? undefined : shown.get().rows.find((row) => row.id === id);
}
