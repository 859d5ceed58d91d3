import type { Todo } from "@codex/core/todo";
import { actingWords } from "../words/acting-words.js";
import { useActions } from "./use-actions.js";

/** In the menu of a row: what it stands under. */
export function MoveChoices({ todo }: { readonly todo: Todo }) {
  const { putUnderAbove, putOut } = useActions();
  const said = actingWords().do;
  return todo.parentId ? (
    <button type="button" onClick={() => putOut(todo)}>
      {said.notUnder}
    </button>
  ) : (
    <button type="button" onClick={() => putUnderAbove(todo)}>
      {said.under}
    </button>
  );
}
