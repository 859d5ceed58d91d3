import { LIST_LIMITS } from "@codex/core/limits";
import type { List } from "@codex/core/list";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { useMe } from "../account/session-context.js";
import type { InList } from "../todo/command.js";
import { pathOf } from "../todo/filter.js";
import { part } from "../ui/part.js";
import { toast } from "../ui/toast.js";
import { problemWithName } from "./list-name.js";
import { useListActions } from "./use-list-actions.js";
import { keyOf, listOf, useLists } from "./use-lists.js";
import "./list-nav.css";

const Trash = part(async () => (await import("./trash.js")).Trash);

interface ListNavProps {
  readonly here: InList | undefined;
  /** Called when a list was chosen. */
  readonly onChoose?: () => void;
}

/** All lists, the one that is shown marked, and a place to make another. */
export function ListNav({ here, onChoose }: ListNavProps) {
  const lists = useLists();
  const me = useMe();
  const current = here && listOf(lists, here);
  const [trashShown, showTrash] = useState(false);
  return (
    <nav className="list-nav" aria-label="Lists">
      <ul>
        {(lists?.length === 0 ? undefined : lists)?.map((list) => (
          <ListLink key={list.id} list={list} isHere={list.id === current?.id} onChoose={onChoose} />
        )) ?? <VisitorsInbox isHere={here !== undefined && here.listId === undefined} />}
      </ul>
      {(me?.user || me?.guests) && <NewList onMade={onChoose} />}
      {me?.user && (
        <button type="button" className="list-nav-deleted" onClick={() => showTrash(true)}>
          Trash
        </button>
      )}
      {trashShown && <Trash onClose={() => showTrash(false)} />}
    </nav>
  );
}

interface ListLinkProps {
  readonly list: List;
  readonly isHere: boolean;
  readonly onChoose: (() => void) | undefined;
}

function ListLink({ list, isHere, onChoose }: ListLinkProps) {
  const { name, active, members } = list;
  return (
    <li>
      <Link
        href={pathOf({ ...keyOf(list), filter: "all" })}
        className="list-link"
        aria-current={isHere ? "page" : undefined}
        onClick={onChoose}
      >
        <span className="list-link-name">{name}</span>
        {members > 1 && (
          <span className="list-link-shared">
            <span className="visually-hidden">shared by {members} people, </span>
            <span aria-hidden="true">{members}</span>
          </span>
        )}
        {active > 0 && (
          <span className="list-link-count">
            {active.toLocaleString("en")}
            <span className="visually-hidden"> to do</span>
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
      <span className="list-link-name">Inbox</span>
    </Link>
  </li>
);

function NewList({ onMade }: { onMade: (() => void) | undefined }) {
  const { create } = useListActions();
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
        aria-label="New list"
        placeholder="New list"
        autoComplete="off"
        maxLength={LIST_LIMITS.nameLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </form>
  );
}
