import type { List } from "@codex/core/list";
import { withQueries } from "../trpc.js";
import { Dialog } from "../ui/dialog.js";
import { Invites } from "./invites.js";
import { Members } from "./members.js";
import "./share-dialog.css";
import { sharingWords } from "../words/sharing-words.js";

interface ShareDialogProps {
  readonly list: List;
  readonly onClose: () => void;
}

/** Who shares a list; for its owner also what they may do, and the links by which others join. */
export const ShareDialog = withQueries(function ShareDialog({ list, onClose }: ShareDialogProps) {
  const said = sharingWords().share;
  return (
    <Dialog
      title={list.role === "owner" ? said.title(list.name) : said.titleMembers(list.name)}
      onClose={onClose}
    >
      {list.isInbox ? (
        <p>{said.inbox}</p>
      ) : (
        <>
          <Members list={list} />
          {list.role === "owner" && <Invites list={list} />}
        </>
      )}
    </Dialog>
  );
});
