import type { TodoCounts } from "@codex/core/todo";
import { useEffect, useRef } from "react";
import { useOnline } from "../connection.js";
import { useStoreState } from "../sync/store-context.js";
import { changesIn } from "./command.js";

interface ListHeaderProps {
  readonly counts: TodoCounts;
  readonly canEdit: boolean;
  readonly onSetAll: (completed: boolean) => void;
}

/** Above the rows: completes all or none, and tells of what is still being saved. */
export function ListHeader({ counts: { active, completed }, canEdit, onSetAll }: ListHeaderProps) {
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
        Complete all
      </label>
      <Saving />
    </div>
  );
}

/** How many changes are under way; the style sheet shows it only once that takes a while. */
function Saving() {
  const { waiting: commands } = useStoreState();
  const online = useOnline();
  const waiting = commands.reduce((sum, command) => sum + changesIn(command), 0);
  if (waiting === 0) return null;
  const changes = waiting === 1 ? "1 change" : `${waiting.toLocaleString("en")} changes`;
  return <span className="saving">{online ? `Saving ${changes}…` : `${changes} waiting`}</span>;
}
