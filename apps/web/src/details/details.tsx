import type { Todo } from "@codex/core/todo";
import { useStoreState } from "../sync/store-context.js";
import { Dialog } from "../ui/dialog.js";
import { detailsWords } from "../words/details-words.js";
import { closeDetails } from "./close.js";
import { DueSection } from "./due-section.js";
import { LabelsSection } from "./labels-section.js";
import { NotesSection } from "./notes-section.js";
import { openDetails } from "./open.js";
import { PartsSection } from "./parts-section.js";
import { PrioritySection } from "./priority-section.js";
import { RepeatSection } from "./repeat/repeat-section.js";
import { TextSection } from "./text-section.js";
import "./details.css";

/** What every part of the details is given. */
export interface SectionProps {
  readonly todo: Todo;
  readonly canEdit: boolean;
}

/** Everything that stands on a todo, to be read and changed. Each change is made at once. */
export function Details({ id }: { id: string }) {
  const { rows, status } = useStoreState();
  const todo = rows.todo(id);
  const said = detailsWords();
  if (!todo && status === "loading") return null;
  return (
    <Dialog title={said.title} onClose={closeDetails}>
      {todo ? <Sections todo={todo} /> : <p>{said.gone}</p>}
    </Dialog>
  );
}

function Sections({ todo }: { todo: Todo }) {
  const { rows } = useStoreState();
  const said = detailsWords();
  const role = rows.memberships().find(({ listId }) => listId === todo.listId)?.role;
  const parent = todo.parentId ? rows.todo(todo.parentId) : undefined;
  const given = { todo, canEdit: role !== "viewer" };
  return (
    <div className="details">
      {parent && (
        <button
          type="button"
          className="button button-quiet details-parent"
          onClick={() => openDetails(parent.id)}
        >
          {said.partOf(parent.text)}
        </button>
      )}
      <TextSection {...given} />
      <NotesSection {...given} />
      <DueSection {...given} />
      {!parent && <RepeatSection {...given} />}
      <PrioritySection {...given} />
      <LabelsSection {...given} />
      {!parent && <PartsSection {...given} />}
    </div>
  );
}
