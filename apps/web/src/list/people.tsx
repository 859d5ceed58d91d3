import type { Member } from "@codex/core/list";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useStoreState } from "../sync/store-context.js";
import type { InList } from "../todo/command.js";
import { part } from "../ui/part.js";

/** Who shares the user's lists, as far as the server was asked: it stands in no log. */
export interface People {
  /** How many members a list has; lists that are not named have one. */
  readonly counts: ReadonlyMap<string, number>;
  /** The members of the list that is shown, if it is shared. */
  readonly members: readonly Member[] | undefined;
}

const NOBODY: People = { counts: new Map(), members: undefined };

const PeopleContext = createContext<People>(NOBODY);

/** Nobody has asked for it: where it cannot be had, nobody is told. */
const Quiet = () => null;

const PeopleReader = part(async () => (await import("./people-reader.js")).PeopleReader, Quiet);

interface PeopleProviderProps {
  /** The list that is shown. */
  readonly here: InList | undefined;
  readonly children: ReactNode;
}

/** Keeps known who shares the user's lists. The Inbox cannot be shared: who has no other list needs none of this. */
export function PeopleProvider({ here, children }: PeopleProviderProps) {
  const { rows } = useStoreState();
  const [people, setPeople] = useState(NOBODY);
  const mayShare = [...rows.memberships()].some(({ listId }) => listId !== rows.inboxId);
  return (
    <PeopleContext value={people}>
      {children}
      {mayShare && <PeopleReader listId={here?.listId} onRead={setPeople} />}
    </PeopleContext>
  );
}

export function usePeople(): People {
  return useContext(PeopleContext);
}
