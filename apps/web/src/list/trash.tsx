import { TODO_LIMITS } from "@codex/core/limits";
import type { List } from "@codex/core/list";
import type { Todo } from "@codex/core/todo";
import { useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useEffect, useRef, useState } from "react";
import { useUndo } from "../acting/use-undo.js";
import { reasonOf } from "../failure.js";
import { readAgain } from "../read-again.js";
import { useRun, useStoreState } from "../sync/store-context.js";
import { trpc, withQueries } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { sharingWords } from "../words/sharing-words.js";
import { words } from "../words/words.js";
import { useLists } from "./use-lists.js";

/** What was deleted, each thing with a way back and one to be rid of it. */
export const Trash = withQueries(function Trash({ onClose }: { onClose: () => void }) {
  const said = sharingWords().trash;
  const trash = useTrash();
  const { lists, todos } = trash;
  const [asked, ask] = useState<Asked>();
  const all = useRef<HTMLUListElement>(null);
  useFocusKept(all, lists.length + todos.length);
  const names = new Map(useLists()?.map(({ id, name }) => [id, name]));
  return (
    <Dialog title={words.list.trash} onClose={onClose}>
      {trash.problem !== undefined && <p role="alert">{trash.problem}</p>}
      {trash.query.data && !trash.query.hasNextPage && lists.length + todos.length === 0 && (
        <p>{said.empty}</p>
      )}
      {lists.length + todos.length > 0 && <p>{said.kept(TODO_LIMITS.restorableDays)}</p>}
      <ul ref={all} className="trash" aria-label={said.rows} tabIndex={-1}>
        {lists.map((list) => (
          <Deleted
            key={list.id}
            name={list.name}
            where={said.list}
            onRestore={() => trash.restoreList(list)}
            onPurge={() => ask({ what: "list", name: list.name, purge: () => trash.purgeList(list) })}
          />
        ))}
        {todos.map((todo) => (
          <Deleted
            key={todo.id}
            name={todo.text}
            where={names.get(todo.listId)}
            onRestore={() => trash.restore(todo)}
            onPurge={() => ask({ what: "todo", name: todo.text, purge: () => trash.purge(todo) })}
          />
        ))}
      </ul>
      {trash.query.hasNextPage && (
        <button type="button" className="button" onClick={() => void trash.query.fetchNextPage()}>
          {said.more}
        </button>
      )}
      {asked && <AskPurge {...asked} onClose={() => ask(undefined)} />}
    </Dialog>
  );
});

/** What somebody is about to be rid of. */
interface Asked {
  readonly what: "list" | "todo";
  readonly name: string;
  readonly purge: () => void;
}

function AskPurge({ what, name, purge, onClose }: Asked & { readonly onClose: () => void }) {
  const said = sharingWords().trash;
  return (
    <ConfirmDialog title={said.askPurge(name)} confirm={said.purge} onClose={onClose} onConfirm={purge}>
      <p>{said.askPurgeMore[what]}</p>
    </ConfirmDialog>
  );
}

interface DeletedProps {
  readonly name: string;
  /** What it is, or the list that it goes back to. */
  readonly where: string | undefined;
  readonly onRestore: () => void;
  readonly onPurge: () => void;
}

function Deleted({ name, where, onRestore, onPurge }: DeletedProps) {
  const said = sharingWords().trash;
  return (
    <li>
      <span className="trash-name">
        <span dir="auto">{name}</span>{" "}
        {where && (
          <small>
            <bdi>{where}</bdi>
          </small>
        )}
      </span>
      <span className="trash-actions">
        <button type="button" className="button" aria-label={said.restoreOne(name)} onClick={onRestore}>
          {said.restore}
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-label={said.purgeOne(name)}
          onClick={onPurge}
        >
          {said.purge}
        </button>
      </span>
    </li>
  );
}

/** What is in the trash, read anew whenever something is done with it. What is brought back is out of it at once. */
function useTrash() {
  const said = sharingWords().trash;
  const queryClient = useQueryClient();
  const run = useRun();
  const { tell } = useUndo();
  const [problem, setProblem] = useState<string>();
  const query = trpc.trash.list.useInfiniteQuery({}, { getNextPageParam: ({ nextCursor }) => nextCursor });
  const { rows, refused } = useStoreState();
  // Lists that were restored here, until they are there or that was refused.
  const [restored, setRestored] = useState<ReadonlySet<string>>(new Set());
  const { refetch } = query;
  const { mutateAsync: purgeList } = trpc.list.purge.useMutation();
  const { mutateAsync: purgeTodos } = trpc.trash.purge.useMutation();
  // Whatever changes on the page may have come from the trash, or gone there.
  useEffect(() => {
    if (rows) void refetch();
  }, [rows, refetch]);
  const pages = query.data?.pages ?? [];
  const todos = pages.flatMap((page) => page.todos);
  const refusal = refused.find(({ command: { kind } }) => kind === "todo.restore" || kind === "list.restore");
  const isBack = ({ id }: List) =>
    rows.list(id) ||
    (restored.has(id) && !refused.some(({ command }) => "listId" in command && command.listId === id));
  const purging = async (done: string, purge: () => Promise<unknown>) => {
    setProblem(undefined);
    try {
      await purge();
      announce(done);
    } catch (error) {
      setProblem(reasonOf(error));
    }
    await readAgain(queryClient, getQueryKey(trpc.trash));
  };
  return {
    query,
    problem: problem ?? (refusal || query.error ? reasonOf(refusal?.error ?? query.error) : undefined),
    lists: pages.flatMap((page) => page.lists).filter((list) => !isBack(list)),
    todos: todos.filter(({ id }) => !rows.todo(id)),
    restoreList: ({ id }: List) => {
      setRestored((before) => new Set([...before, id]));
      tell(run({ kind: "list.restore", listId: id }));
    },
    purgeList: ({ id, name }: List) => void purging(said.listPurged(name), () => purgeList({ listId: id })),
    restore: (todo: Todo) => {
      // What was deleted with it comes back with it.
      const isPart = ({ parentId, deletedAt }: Todo) => parentId === todo.id && deletedAt === todo.deletedAt;
      const parent = todo.parentId ? rows.todo(todo.parentId) : undefined;
      const isUnder = parent && parent.listId === todo.listId && !parent.parentId;
      const back = [{ ...todo, parentId: isUnder ? parent.id : null }, ...todos.filter(isPart)];
      tell(
        run(
          { kind: "todo.restore", ids: [todo.id] },
          back.map((each) => ({ ...each, deletedAt: null })),
        ),
      );
    },
    purge: ({ id }: Todo) => void purging(said.purged, () => purgeTodos({ ids: [id] })),
  };
}
