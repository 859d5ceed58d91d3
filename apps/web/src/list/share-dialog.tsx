import type { List } from "@codex/core/list";
import { withQueries } from "../trpc.js";
import { Dialog } from "../ui/dialog.js";
import { Invites } from "./invites.js";
import { Members } from "./members.js";
import "./share-dialog.css";

interface ShareDialogProps {
  readonly list: List;
  readonly onClose: () => void;
}

/** Who shares a list; for its owner also what they may do, and the links by which others join. */
export const ShareDialog = withQueries(function ShareDialog({ list, onClose }: ShareDialogProps) {
  return (
    <Dialog
      title={list.role === "owner" ? `Share “${list.name}”` : `Members of “${list.name}”`}
      onClose={onClose}
    >
      {list.isInbox ? (
        <p>The Inbox is yours alone. Make another list and move todos there to share them.</p>
      ) : (
        <>
          <Members list={list} />
          {list.role === "owner" && <Invites list={list} />}
        </>
      )}
    </Dialog>
  );
});
