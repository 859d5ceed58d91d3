import { type List, listNameSchema } from "@codex/core/list";
import { type FormEvent, useId, useState } from "react";
import { useMe } from "../account/session-context.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { MoreIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { ShareDialog } from "./share-dialog.js";
import { useListActions } from "./use-list-actions.js";

interface ListMenuProps {
  readonly list: List;
  readonly lists: readonly List[];
}

/** What can be done with a list, and the dialogs that some of it needs. */
export function ListMenu({ list, lists }: ListMenuProps) {
  const { access } = useMe() ?? {};
  const actions = useListActions();
  const [open, setOpen] = useState<"rename" | "share" | "delete" | "leave">();
  const close = () => setOpen(undefined);
  const isOwner = list.role === "owner";
  return (
    <>
      <Menu label={`Menu of ${list.name}`} icon={<MoreIcon />}>
        {isOwner && (
          <button type="button" onClick={() => setOpen("rename")}>
            Rename
          </button>
        )}
        {access === "accounts" && (
          <button type="button" onClick={() => setOpen("share")}>
            {isOwner ? "Share" : "Members"}
          </button>
        )}
        {!list.isInbox && (
          <>
            <button type="button" onClick={() => void actions.shift(lists, list, -1)}>
              Move up
            </button>
            <button type="button" onClick={() => void actions.shift(lists, list, 1)}>
              Move down
            </button>
            <button
              type="button"
              className="menu-danger"
              onClick={() => setOpen(isOwner ? "delete" : "leave")}
            >
              {isOwner ? "Delete" : "Leave"}
            </button>
          </>
        )}
      </Menu>
      {open === "rename" && <RenameDialog list={list} onClose={close} />}
      {open === "share" && <ShareDialog list={list} onClose={close} />}
      {open === "delete" && (
        <ConfirmDialog
          title={`Delete “${list.name}”?`}
          confirm="Delete"
          onClose={close}
          onConfirm={() => void actions.remove(list)}
        >
          <p>
            Its todos go with it{list.members > 1 && `, for all ${list.members} members`}. You can restore it
            for 30 days.
          </p>
        </ConfirmDialog>
      )}
      {open === "leave" && (
        <ConfirmDialog
          title={`Leave “${list.name}”?`}
          confirm="Leave"
          onClose={close}
          onConfirm={() => void actions.leave(list)}
        >
          <p>To come back you need another invite.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function RenameDialog({ list, onClose }: { list: List; onClose: () => void }) {
  const { rename } = useListActions();
  const id = useId();
  const [name, setName] = useState(list.name);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = listNameSchema.safeParse(name);
    if (!parsed.success) {
      setProblem(`The name ${parsed.error.issues[0]?.message}.`);
      return;
    }
    onClose();
    if (parsed.data !== list.name) await rename(list, parsed.data);
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
