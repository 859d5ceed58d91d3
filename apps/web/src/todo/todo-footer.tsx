import type { TodoCounts } from "@codex/core/todo";
import { Link } from "../router.js";
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
  return (
    <footer className="todo-footer">
      <span className="todo-left">{counts && words.todo.left(counts.active)}</span>
      <nav className="filters" aria-label={words.todo.filter}>
        {FILTERS.map((entry) => (
          <Link
            key={entry.filter}
            href={pathOf({ ...place, filter: entry.filter })}
            className="filter"
            aria-current={entry.filter === place.filter ? "page" : undefined}
          >
            {words.todo.filters[entry.filter]}
          </Link>
        ))}
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
