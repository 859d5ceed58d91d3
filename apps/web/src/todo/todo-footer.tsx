import type { TodoCounts, TodoFilter } from "@codex/core/todo";
import { Link } from "wouter";
import { FILTERS } from "./filter.js";

interface TodoFooterProps {
  readonly counts: TodoCounts | undefined;
  readonly filter: TodoFilter;
  readonly onClear: () => void;
}

/** Below the rows, and always in sight: what is left, the filters, clearing away what is done. */
export function TodoFooter({ counts, filter, onClear }: TodoFooterProps) {
  return (
    <footer className="todo-footer">
      <span className="todo-left">{counts && <Left active={counts.active} />}</span>
      <nav className="filters" aria-label="Filter">
        {FILTERS.map((entry) => (
          <Link
            key={entry.filter}
            href={entry.path}
            className="filter"
            aria-current={entry.filter === filter ? "page" : undefined}
          >
            {entry.label}
          </Link>
        ))}
      </nav>
      <span className="todo-clear">
        {counts !== undefined && counts.completed > 0 && (
          <button type="button" className="button button-quiet" onClick={onClear}>
            Clear completed
          </button>
        )}
      </span>
    </footer>
  );
}

const Left = ({ active }: { active: number }) => <>{`${active.toLocaleString("en")} left`}</>;
