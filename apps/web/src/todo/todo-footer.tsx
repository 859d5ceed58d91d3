import type { TodoCounts, TodoFilter } from "@codex/core/todo";
import { useState } from "react";
import { Link, navigate } from "../router.js";
import { afterPaint } from "../ui/after-paint.js";
import { words } from "../words/words.js";
import { FILTERS, type Place, pathOf } from "./filter.js";

interface TodoFooterProps {
  readonly counts: TodoCounts | undefined;
  readonly place: Place;
  readonly canEdit: boolean;
  readonly onClear: () => void;
}

/** Below the rows, and always in sight: what is left, the filters, clearing away what is done. */
export function TodoFooter({ counts, place, canEdit, onClear }: TodoFooterProps) {
  const [chosen, setChosen] = useState<TodoFilter>();
  return (
    <footer className="todo-footer">
      <span className="todo-left">{counts && words.todo.left(counts.active)}</span>
      <nav className="filters" aria-label={words.todo.filter}>
        {FILTERS.map(({ filter }) => {
          const href = pathOf({ ...place, filter });
          return (
            <Link
              key={filter}
              href={href}
              className="filter"
              aria-current={filter === (chosen ?? place.filter) ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                setChosen(filter);
                // Another address costs as much as drawing what it stands for.
                afterPaint(() => {
                  setChosen(undefined);
                  navigate(href);
                });
              }}
            >
              {words.todo.filters[filter]}
            </Link>
          );
        })}
      </nav>
      <span className="todo-clear">
        {canEdit && counts !== undefined && counts.completed > 0 && (
          <button type="button" className="button button-quiet" onClick={onClear}>
            {words.todo.clearCompleted}
          </button>
        )}
      </span>
    </footer>
  );
}
