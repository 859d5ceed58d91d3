import { UNDOABLE } from "@codex/core/effect";
import type { List } from "@codex/core/list";
import { useMemo, useRef, useState } from "react";
import { reasonOf } from "../failure.js";
import { keyOf } from "../list/use-lists.js";
import { useStore } from "../sync/store-context.js";
import { trpc, withQueries } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { historyWords } from "../words/history-words.js";
import { dayAndTime } from "../words/moment.js";
import { words } from "../words/words.js";
import { type Happened, happened } from "./history-sentences.js";
import "./history-dialog.css";

interface HistoryDialogProps {
  readonly list: List;
  readonly onClose: () => void;
}

const UNDOABLE_KINDS: ReadonlySet<string> = UNDOABLE;
const canUndo = (kind: string) => UNDOABLE_KINDS.has(kind);

/** Who did what in a list, the latest first, and a way to take back what one did oneself. */
export const HistoryDialog = withQueries(function HistoryDialog({ list, onClose }: HistoryDialogProps) {
  const said = historyWords();
  const { query, entries, problem, undo, isUndoing } = useHistory(list);
  const all = useRef<HTMLOListElement>(null);
  useFocusKept(all, isUndoing);
  return (
    <Dialog title={said.title(list.name)} onClose={onClose}>
      {problem !== undefined && (
        <p role="alert" className="form-problem">
          {problem}{" "}
          {query.error && (
            <button type="button" className="button button-quiet" onClick={() => void query.refetch()}>
              {words.frame.tryAgain}
            </button>
          )}
        </p>
      )}
      {query.isPending && <p role="status">{said.loading}</p>}
      {query.data && entries.length === 0 && <p>{said.empty}</p>}
      <ol ref={all} className="history" aria-label={said.entries} tabIndex={-1}>
        {entries.map((entry) => (
          <Entry key={entry.key} entry={entry} onUndo={undo} isUndoing={isUndoing} />
        ))}
      </ol>
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {said.older}
        </button>
      )}
    </Dialog>
  );
});

interface EntryProps {
  readonly entry: Happened;
  readonly onUndo: (commandId: string) => void;
  readonly isUndoing: boolean;
}

function Entry({ entry, onUndo, isUndoing }: EntryProps) {
  const said = historyWords();
  const { sentence, names, more, isAll, at, mark, commandId } = entry;
  const marks = { undone: said.takenBack, undo: said.byUndo, redo: said.byRedo } as const;
  return (
    <li data-undone={mark === "undone"}>
      <div>
        <span dir="auto">{sentence}</span>
        {names.length > 0 && (
          <span className="history-names" dir="auto">
            {names.map(said.todo).join(", ")} {more > 0 && said.andMore(more, isAll)}
          </span>
        )}
        <small>
          <time dateTime={at}>{dayAndTime(at)}</time>
          {mark && ` · ${marks[mark]}`}
        </small>
      </div>
      {commandId !== undefined && (
        <button
          type="button"
          className="button"
          aria-label={said.undoOne(sentence)}
          disabled={isUndoing}
          onClick={() => onUndo(commandId)}
        >
          {said.undo}
        </button>
      )}
    </li>
  );
}

/** The pages of the history that were read, in sentences. */
function useHistory(list: List) {
  const query = trpc.history.list.useInfiniteQuery(
    { ...keyOf(list) },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const { data, error, hasNextPage, refetch } = query;
  const { undo, isUndoing, refused } = useTakingBack(refetch);
  const said = historyWords();
  const entries = useMemo(
    () => happened(data?.pages.flatMap(({ items }) => items) ?? [], canUndo, said, !hasNextPage),
    [data, said, hasNextPage],
  );
  return {
    query,
    entries,
    problem: refused ?? (error ? reasonOf(error) : undefined),
    undo,
    isUndoing,
  };
}

/** By the store, so that the keys do not take back once more what was taken back here. @param done - called when it was answered */
function useTakingBack(done: () => Promise<unknown>) {
  const store = useStore();
  const [isUndoing, setUndoing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const takeBack = async (target: string) => {
    setUndoing(true);
    setRefused(undefined);
    try {
      await store.takeBack(target).accepted;
      announce(historyWords().undone);
    } catch (reason) {
      setRefused(reasonOf(reason));
    }
    await done();
    setUndoing(false);
  };
  return { undo: (target: string) => void takeBack(target), isUndoing, refused };
}
