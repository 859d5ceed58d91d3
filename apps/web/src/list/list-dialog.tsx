import type { List } from "@codex/core/list";
import { type FormEvent, useId, useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { problemWithName } from "./list-name.js";
import { ShareDialog } from "./share-dialog.js";
import { useListActions } from "./use-list-actions.js";

interface ListDialogProps {
  readonly about: "rename" | "share" | "delete" | "leave";
  readonly list: List;
  readonly onClose: () => void;
}

/** What asks before something is done with a list, or how. */
export function ListDialog({ about, list, onClose }: ListDialogProps) {
  const { remove, leave } = useListActions();
  switch (about) {
    case "rename":
      return <RenameDialog list={list} onClose={onClose} />;
    case "share":
      return <ShareDialog list={list} onClose={onClose} />;
    case "delete":
      return (
        <ConfirmDialog
          title={`Delete “${list.name}”?`}
          confirm="Delete"
          onClose={onClose}
          onConfirm={() => remove(list)}
        >
          <p>
            Its todos go with it{list.members > 1 && `, for all ${list.members} members`}. You can restore it
            for 30 days.
          </p>
        </ConfirmDialog>
      );
    case "leave":
      return (
        <ConfirmDialog
          title={`Leave “${list.name}”?`}
          confirm="Leave"
          onClose={onClose}
          onConfirm={() => leave(list)}
        >
          <p>To come back you need another invite.</p>
        </ConfirmDialog>
      );
  }
}

function RenameDialog({ list, onClose }: { list: List; onClose: () => void }) {
  const { rename } = useListActions();
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
    <Dialog title="Rename the list" onClose={onClose}>
      <form className="form" id={id} onSubmit={submit} noValidate>
        <Field label="Name" value={name} onValue={setName} problem={problem} autoComplete="off" autoFocus />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            Rename
          </button>
        </div>
      </form>
    </Dialog>
  );
}
