import { LIST_LIMITS } from "@codex/core/limits";
import type { List } from "@codex/core/list";
import { type FormEvent, memo, useState } from "react";
import { useMe } from "../account/session-context.js";
import { Link } from "../router.js";
import { pathOf } from "../todo/filter.js";
import { part } from "../ui/part.js";
import { toast } from "../ui/toast.js";
import { problemWithName } from "./list-name.js";
import { keyOf, listOf, useLists } from "./use-lists.js";
import { useNewList } from "./use-new-list.js";
import "./list-nav.css";
import { number } from "../words/format.js";
import { words } from "../words/words.js";

const ViewNav = part(async () => (await import("../view/view-nav.js")).ViewNav);
const Trash = part(async () => (await import("./trash.js")).Trash);

interface ListNavProps {
  /** The id of the list that is shown: empty for the Inbox, undefined where it is none. */
  readonly here: string | undefined;
  /** Called when a list was chosen. */
  readonly onChoose?: () => void;
}

/** All lists, the one that is shown marked, and a place to make another: not drawn anew when a list is filtered. */
export const ListNav = memo(function ListNav({ here, onChoose }: ListNavProps) {
  const lists = useLists();
  const me = useMe();
  const current = here === undefined ? undefined : listOf(lists, { listId: here || undefined });
  const [trashShown, showTrash] = useState(false);
  return (
    <div className="list-nav">
      <div className="list-nav-views">
        <ViewNav of="views" onChoose={onChoose} />
      </div>
      <nav aria-label={words.frame.lists}>
        <ul>
          {(lists?.length === 0 ? undefined : lists)?.map((list) => (
            <ListLink key={list.id} list={list} isHere={list.id === current?.id} onChoose={onChoose} />
          )) ?? <VisitorsInbox isHere={here === ""} />}
        </ul>
        {(me?.user || me?.guests) && <NewList onMade={onChoose} />}
      </nav>
      <ViewNav of="labels" onChoose={onChoose} />
      {me?.user && (
        <button type="button" className="list-nav-deleted" onClick={() => showTrash(true)}>
          {words.list.trash}
        </button>
      )}
      {trashShown && <Trash onClose={() => showTrash(false)} />}
    </div>
  );
});

interface ListLinkProps {
  readonly list: List;
  readonly isHere: boolean;
  readonly onChoose: (() => void) | undefined;
}

function ListLink({ list, isHere, onChoose }: ListLinkProps) {
  const { name, active, members, role } = list;
  return (
    <li>
      <Link
        href={pathOf({ ...keyOf(list), filter: "all" })}
        className="list-link"
        data-list={role === "viewer" ? undefined : list.id}
        aria-current={isHere ? "page" : undefined}
        onClick={onChoose}
      >
        <span className="list-link-name" dir="auto">
          {name}
        </span>
        {members > 1 && (
          <span className="list-link-shared">
            <span className="visually-hidden">{words.list.shared(members)}</span>
            <span aria-hidden="true">{number(members)}</span>
          </span>
        )}
        {active > 0 && (
          <span className="list-link-count">
            {number(active)}
            <span className="visually-hidden"> {words.list.toDo}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

/** The Inbox of somebody who has written nothing yet. */
const VisitorsInbox = ({ isHere }: { isHere: boolean }) => (
  <li>
    <Link href="/" className="list-link" aria-current={isHere ? "page" : undefined}>
      <span className="list-link-name">{words.list.inbox}</span>
    </Link>
  </li>
);

function NewList({ onMade }: { onMade: (() => void) | undefined }) {
  const create = useNewList();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    const problem = problemWithName(name);
    if (problem !== undefined) {
      toast(problem);
      return;
    }
    setName("");
    create(name.trim());
    onMade?.();
  };
  return (
    <form className="new-list" onSubmit={submit}>
      <input
        type="text"
        aria-label={words.list.new}
        placeholder={words.list.new}
        autoComplete="off"
        maxLength={LIST_LIMITS.nameLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </form>
  );
}
