import type { Todo } from "@codex/core/todo";
import { memo, type ReactNode } from "react";
import { dueWords, isOverdue } from "../words/due.js";
import { number } from "../words/format.js";
import { metaWords } from "../words/meta-words.js";
import { ownZone, useNow } from "./clock.js";
import { NotesIcon, RepeatIcon } from "./icons.js";
import { Label } from "./label.js";
import "./row-meta.css";

interface RowMetaProps {
  readonly todo: Todo;
  /** How many subtasks it has, and how many of them are done. */
  readonly parts: number;
  readonly done: number;
}

/** What of a todo the line tells, or tells by. */
const SHOWN = ["completed", "due", "seriesId", "priority", "labels", "notes"] as const;

/** What stands on a todo besides its text, in a quiet line under it; drawn again only when that is another. */
export const RowMeta = memo(function RowMeta({ todo, parts, done }: RowMetaProps) {
  const said = metaWords();
  const { due, seriesId, priority, labels, notes } = todo;
  return (
    <p className="meta">
      {due && <DueMark due={due} isDone={todo.completed} />}
      {seriesId && <Mark icon={<RepeatIcon />} says={said.repeats} />}
      {priority && (
        <span className="meta-priority" data-priority={priority}>
          <span className="visually-hidden">{said.priority(priority)}</span>
          <span aria-hidden="true">!{number(priority)}</span>
        </span>
      )}
      {parts > 0 && (
        <span>
          <span className="visually-hidden">{said.parts(done, parts)}</span>
          <span aria-hidden="true">
            {number(done)}/{number(parts)}
          </span>
        </span>
      )}
      {notes && <Mark icon={<NotesIcon />} says={said.notes} />}
      {labels?.map((name) => (
        <Label key={name} name={name} />
      ))}
    </p>
  );
}, isTheSame);

function isTheSame(before: RowMetaProps, now: RowMetaProps): boolean {
  return (
    before.parts === now.parts &&
    before.done === now.done &&
    SHOWN.every((field) => before.todo[field] === now.todo[field])
  );
}

/** When it is due, in the words of this moment: they are only looked for again when the date is another. */
const DueMark = memo(function DueMark({ due, isDone }: { due: string; isDone: boolean }) {
  const said = metaWords();
  const looking = () => ({ now: Date.now(), zone: ownZone() });
  const when = useNow(() => dueWords(due, looking()));
  const isLate = useNow(() => !isDone && isOverdue(due, looking()));
  return (
    <span className="meta-due" data-overdue={isLate}>
      <span className="visually-hidden">{isLate ? said.overdueBefore : said.dueBefore}</span>
      {when}
    </span>
  );
});

const Mark = ({ icon, says }: { icon: ReactNode; says: string }) => (
  <span className="meta-mark" title={says}>
    {icon}
    <span className="visually-hidden">{says}</span>
  </span>
);
