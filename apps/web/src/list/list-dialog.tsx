import { LIST_LIMITS } from "@codex/core/limits";
import type { List } from "@codex/core/list";
import { type FormEvent, useId, useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { part } from "../ui/part.js";
import { sharingWords } from "../words/sharing-words.js";
import { words } from "../words/words.js";
import { problemWithName } from "./list-name.js";
import { ShareDialog } from "./share-dialog.js";
import { useListActions } from "./use-list-actions.js";

const HistoryDialog = part(async () => (await import("../acting/history-dialog.js")).HistoryDialog);

interface ListDialogProps {
  readonly about: "rename" | "share" | "delete" | "leave" | "history";
  readonly list: List;
  readonly onClose: () => void;
}

/** What asks before something is done with a list, or how. */
export function ListDialog({ about, list, onClose }: ListDialogProps) {
  const { remove, leave } = useListActions();
  const said = sharingWords();
  switch (about) {
    case "rename":
      return <RenameDialog list={list} onClose={onClose} />;
    case "share":
      return <ShareDialog list={list} onClose={onClose} />;
    case "history":
      return <HistoryDialog list={list} onClose={onClose} />;
    case "delete":
      return (
        <ConfirmDialog
          title={said.delete.title(list.name)}
          confirm={said.delete.confirm}
          onClose={onClose}
          onConfirm={() => remove(list)}
        >
          <p>{said.delete.more(list.members, LIST_LIMITS.restorableDays)}</p>
        </ConfirmDialog>
      );
    case "leave":
      return (
        <ConfirmDialog
          title={said.leave.title(list.name)}
          confirm={said.leave.confirm}
          onClose={onClose}
          onConfirm={() => leave(list)}
        >
          <p>{said.leave.more}</p>
        </ConfirmDialog>
      );
  }
}

function RenameDialog({ list, onClose }: { list: List; onClose: () => void }) {
  const { rename } = useListActions();
  const said = sharingWords().rename;
  const id = useId();
  const [name, setName] = useState(list.name);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemWithName(name);
    setProblem(found);
    if (found !== undefined) return;
    onClose();
    if (name.trim() !== list.name) rename(list, name.trim());
  };
  return (
    <Dialog title={said.title} onClose={onClose}>
      <form className="form" id={id} onSubmit={submit} noValidate>
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
