import { useEffect } from "react";
import { isOnline } from "../connection.js";
import { trpc, withQueries } from "../trpc.js";
import type { People } from "./people.js";

/** Milliseconds between two looks at who else is in our lists. */
const POLL_MS = 20_000;

interface PeopleReaderProps {
  readonly listId: string | undefined;
  readonly onRead: (people: People) => void;
}

/** Asks the server who shares the user's lists, and says so whenever that changes. */
export const PeopleReader = withQueries(function PeopleReader({ listId, onRead }: PeopleReaderProps) {
  const { data: lists } = trpc.list.all.useQuery(undefined, { refetchInterval: () => isOnline() && POLL_MS });
  const isShared = lists?.some(({ id, members }) => id === listId && members > 1) ?? false;
  const { data: members } = trpc.list.members.useQuery({ listId: listId ?? "" }, { enabled: isShared });
  useEffect(() => {
    if (!lists) return;
    const counts = new Map(lists.map((list) => [list.id, list.members]));
    onRead({ counts, members: isShared ? members : undefined });
  }, [lists, isShared, members, onRead]);
  return null;
});
