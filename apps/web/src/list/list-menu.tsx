import type { List } from "@codex/core/list";
import { useState } from "react";
import { useMe } from "../account/session-context.js";
import { ListChoices } from "../acting/list-choices.js";
import { MoreIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { part } from "../ui/part.js";
import { actingWords } from "../words/acting-words.js";
import { useListActions } from "./use-list-actions.js";

const ListDialog = part(async () => (await import("./list-dialog.js")).ListDialog);

interface ListMenuProps {
  readonly list: List;
  readonly lists: readonly List[];
}

/** What can be done with a list, and the dialogs that some of it needs. */
export function ListMenu({ list, lists }: ListMenuProps) {
  const { access } = useMe() ?? {};
  const { menu } = actingWords();
  const actions = useListActions();
  const [open, setOpen] = useState<"rename" | "share" | "delete" | "leave" | "history">();
  const isOwner = list.role === "owner";
  return (
    <>
      <Menu label={menu.of(list.name)} icon={<MoreIcon />}>
        {isOwner && (
          <button type="button" onClick={() => setOpen("rename")}>
            {menu.rename}
          </button>
        )}
        {access === "accounts" && (
          <button type="button" onClick={() => setOpen("share")}>
            {isOwner ? menu.share : menu.members}
          </button>
        )}
        <ListChoices list={list} onHistory={() => setOpen("history")} />
        {!list.isInbox && (
          <>
            <button type="button" onClick={() => actions.shift(lists, list, -1)}>
              {menu.up}
            </button>
            <button type="button" onClick={() => actions.shift(lists, list, 1)}>
              {menu.down}
            </button>
            <button
              type="button"
              className="menu-danger"
              onClick={() => setOpen(isOwner ? "delete" : "leave")}
            >
              {isOwner ? menu.delete : menu.leave}
            </button>
          </>
        )}
      </Menu>
      {open && <ListDialog about={open} list={list} onClose={() => setOpen(undefined)} />}
    </>
  );
}
