import type { TodoCounts } from "@codex/core/todo";
import { useEffect, useRef } from "react";
import { SearchIcon } from "../ui/icons.js";
import { words } from "../words/words.js";
import { SyncState } from "./sync-state.js";

interface ListHeaderProps {
  readonly counts: TodoCounts;
  readonly canEdit: boolean;
  readonly onSetAll: (completed: boolean) => void;
  /** Undefined while there is a search already. */
  readonly onSearch: (() => void) | undefined;
}

/** Above the rows: completes all or none, and tells whether all is saved. */
export function ListHeader({ counts: { active, completed }, canEdit, onSetAll, onSearch }: ListHeaderProps) {
  const box = useRef<HTMLInputElement>(null);
  const some = active > 0 && completed > 0;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <div className="list-header">
      <label className="list-header-all">
        <input
          ref={box}
          type="checkbox"
          className="check check-all"
          checked={active === 0}
          disabled={!canEdit}
          onChange={() => onSetAll(active > 0)}
        />
        {words.todo.completeAll}
      </label>
      <SyncState />
      {onSearch && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.todo.search}
          title={words.todo.search}
          onClick={onSearch}
        >
          <SearchIcon />
        </button>
      )}
    </div>
  );
}
