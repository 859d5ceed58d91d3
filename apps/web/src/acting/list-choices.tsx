import type { List } from "@codex/core/list";
import { actingWords } from "../words/acting-words.js";
import { beginSelecting } from "./select.js";

interface ListChoicesProps {
  readonly list: List;
  readonly onHistory: () => void;
}

/** In the menu of a list: what is done with several of its todos, and what was. */
export function ListChoices({ list, onHistory }: ListChoicesProps) {
  const said = actingWords();
  return (
    <>
      {list.role !== "viewer" && (
        <button type="button" onClick={beginSelecting}>
          {said.select.begin}
        </button>
      )}
      <button type="button" onClick={onHistory}>
        {said.do.history}
      </button>
    </>
  );
}
