import { PERSONAL_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";
import { type FormEvent, useState } from "react";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { viewWords } from "../words/view-words.js";
import { words } from "../words/words.js";
import { sameQuery, type ViewQuery } from "./query.js";
import { type SavedView, useSavedViewActions } from "./use-saved-views.js";

interface ViewDialogProps {
  readonly query: ViewQuery;
  /** The view that gets another name; undefined where a new one is saved. */
  readonly view: SavedView | undefined;
  readonly onClose: () => void;
}

/** Asks what a view is to be called. */
export function ViewDialog({ query, view, onClose }: ViewDialogProps) {
  const { save, rename } = useSavedViewActions();
  const said = viewWords().save;
  const [name, setName] = useState(view?.name ?? query.q.trim().slice(0, PERSONAL_LIMITS.viewNameLength));
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemWithName(name) ?? (view ? undefined : problemWithQuery(query));
    setProblem(found);
    if (found !== undefined) return;
    onClose();
    if (!view) save(name.trim(), query);
    else if (name.trim() !== view.name) rename(view, name.trim());
  };
  return (
    <Dialog title={view ? said.rename : said.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <Field
          label={said.name}
          value={name}
          onValue={setName}
          problem={problem}
          autoComplete="off"
          autoFocus
        />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {words.frame.cancel}
          </button>
          <button type="submit" className="button button-primary">
            {said.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function problemWithName(name: string): string | undefined {
  const most = PERSONAL_LIMITS.viewNameLength;
  const problem = problemWithText(name.trim(), most);
  if (problem === undefined) return undefined;
  const { [problem]: said } = words.frame.nameProblem;
  return typeof said === "string" ? said : said(most);
}

function problemWithQuery(query: ViewQuery): string | undefined {
  const most = PERSONAL_LIMITS.viewQueryLength;
  return problemWithText(sameQuery(query), most) === undefined ? undefined : viewWords().save.tooLong(most);
}
