import type { Todo } from "@codex/core/todo";
import { actingWords } from "../words/acting-words.js";
import { TickIcon } from "./icons.js";
import { toggleSelected } from "./select.js";

/** In a row while todos are being selected: whether it is. By keyboard `x` does the same, so that Tab does not stop. */
export function Pick({ todo, selected }: { readonly todo: Todo; readonly selected: boolean }) {
  return (
    <button
      type="button"
      className="pick"
      aria-pressed={selected}
      aria-label={actingWords().select.one(todo.text)}
      tabIndex={-1}
      onClick={() => toggleSelected(todo.id)}
    >
      <span>{selected && <TickIcon />}</span>
    </button>
  );
}
