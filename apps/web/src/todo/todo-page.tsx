import type { List } from "@codex/core/list";
import { useDeferredValue, useRef, useState } from "react";
import { GuestLine } from "../account/guest-line.js";
import { useEnded, useHasUser, useMe, useRemembered } from "../account/session-context.js";
import { useActing } from "../acting/acting.js";
import { listOf, useIsGone, useLists } from "../list/use-lists.js";
import { Redirect } from "../router.js";
import { useStoreState } from "../sync/store-context.js";
import { PlusIcon } from "../ui/icons.js";
import { part } from "../ui/part.js";
import { hasMouse } from "../ui/pointer.js";
import { words } from "../words/words.js";
import { ConnectionBanner } from "./connection-banner.js";
import type { Place } from "./filter.js";
import { useFold } from "./fold.js";
import { ListHeader } from "./list-header.js";
import { SyncState } from "./sync-state.js";
import { TodoComposer } from "./todo-composer.js";
import { TodoFooter } from "./todo-footer.js";
import { TodoList } from "./todo-list.js";
import { TodoPlaceholder } from "./todo-placeholder.js";
import { useDraft } from "./use-draft.js";
import { useKeys, useLeaveWarning, useTitle } from "./use-page.js";
import { usePlace } from "./use-place.js";
import { useRefused } from "./use-refused.js";
import { useTodoCommands } from "./use-todo-commands.js";
import { type Todos, useTodos } from "./use-todos.js";
import "./todo-page.css";

const CompletedFold = part(async () => (await import("./completed-fold.js")).CompletedFold);
const EndedNotice = part(async () => (await import("../account/ended-notice.js")).EndedNotice);
const FailureNotice = part(async () => (await import("./failure-notice.js")).FailureNotice);
const OverwrittenNotice = part(async () => (await import("./overwritten-notice.js")).OverwrittenNotice);
// Who cannot have it goes without.
const KeyboardHint = part(
  async () => (await import("./keyboard-hint.js")).KeyboardHint,
  () => null,
);
// An ornament: what it tells stands below the rows, too.
const ProgressRing = part(
  async () => (await import("./progress-ring.js")).ProgressRing,
  () => null,
);
const ListGone = part(async () => (await import("../list/list-gone.js")).ListGone);

/** The todos of a list: add, look through, change, complete, move, clear away. */
export function TodoPage({ place }: { place: Place }) {
  const [search, setSearch] = useState<string>();
  const todos = useTodos(place, useDeferredValue(search ?? ""));
  const lists = useLists();
  const list = listOf(lists, place);
  const needsSignIn = useNeedsSignIn();
  const name = list?.name ?? (place.listId === undefined ? words.list.inbox : "");
  const isGone = useIsGone(place);
  const ListMenu = useActing()?.ListMenu;
  const ended = useEnded();
  useLeaveWarning();
  useTitle(name, todos.counts.active);

  if (needsSignIn) return <Redirect to="/sign-in" />;
  if (isGone) return <ListGone />;
  const { counts } = todos;
  return (
    <>
      <div className="page-heading">
        <h1 dir="auto">{name}</h1>
        <div className="page-heading-end">
          {counts.active + counts.completed > 0 && <ProgressRing counts={counts} />}
          {ListMenu && list && lists && <ListMenu list={list} lists={lists} />}
        </div>
      </div>
      {ended && <EndedNotice user={ended} />}
      <ConnectionBanner error={todos.state === "ready" ? todos.error : undefined} onRetry={todos.reload} />
      <TodoSheet place={place} list={list} todos={todos} search={search} onSearch={setSearch} />
    </>
  );
}

interface TodoSheetProps {
  readonly place: Place;
  /** Undefined until it is known, and for a visitor. */
  readonly list: List | undefined;
  readonly todos: Todos;
  /** What is searched for, while something is. */
  readonly search: string | undefined;
  readonly onSearch: (search: string | undefined) => void;
}

/** Where todos are written, and the sheet that they stand on. */
function TodoSheet({ place, list, todos, search, onSearch }: TodoSheetProps) {
  const { rows, counts } = todos;
  const { filter } = place;
  const { overwritten, waiting } = useStoreState();
  const refused = useRefused();
  const [replaced] = overwritten;
  const Search = useActing()?.TodoSearch;
  const commands = useTodoCommands(place);
  const putAt = usePlace(place);
  const composer = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useDraft(place);
  const searchField = useRef<HTMLInputElement>(null);
  const beginSearch = () => {
    if (search === undefined) onSearch("");
    else searchField.current?.focus();
  };
  const endSearch = () => {
    onSearch(undefined);
    if (hasMouse()) composer.current?.focus();
  };
  useKeys({ n: () => composer.current?.focus(), "/": () => composer.current?.focus(), f: beginSearch });
  const [shown = rows, folded] = useFold(rows, filter === "all" && search === undefined);
  const listed = { list, commands, place: putAt, fallbackFocus: composer };
  const totals = { all: counts.active + counts.completed, ...counts };
  const hasAny = totals.all > 0;
  const canEdit = list?.role !== "viewer";
  return (
    <>
      {canEdit ? (
        <TodoComposer
          draft={draft}
          onDraft={setDraft}
          onCreate={(...given) => {
            onSearch(undefined);
            return commands.create(...given);
          }}
          field={composer}
        />
      ) : (
        <p className="viewer-line">{words.todo.mayOnlyLook}</p>
      )}
      {refused.length > 0 && <FailureNotice at={place} />}
      {replaced && <OverwrittenNotice notice={replaced} more={overwritten.length - 1} />}
      <section className="sheet" aria-label={words.todo.yours}>
        {hasAny ? (
          <ListHeader
            counts={totals}
            canEdit={canEdit}
            onSetAll={(completed) => commands.setAllCompleted(completed)}
            onSearch={search === undefined ? beginSearch : undefined}
          />
        ) : (
          waiting.length > 0 && (
            <p className="list-header">
              <SyncState />
            </p>
          )
        )}
        {search !== undefined && Search && (
          <Search
            text={search}
            onText={onSearch}
            onClose={endSearch}
            count={rows.length}
            field={searchField}
          />
        )}
        <TodoList {...listed} rows={shown} />
        {folded && <CompletedFold {...listed} rows={folded} />}
        <TodoPlaceholder
          todos={todos}
          filter={filter}
          search={search?.trim() || undefined}
          hasAny={hasAny}
          isInbox={place.listId === undefined}
        />
        {(hasAny || filter !== "all") && (
          <TodoFooter counts={counts} place={place} canEdit={canEdit} onClear={commands.clearCompleted} />
        )}
      </section>
      {canEdit && (
        <button
          type="button"
          className="write"
          aria-label={words.todo.composer.write}
          onClick={() => composer.current?.focus()}
        >
          <PlusIcon />
        </button>
      )}
      {hasAny && list?.role === "owner" && <GuestLine />}
      {rows.length > 0 && canEdit && <KeyboardHint />}
    </>
  );
}

/** Whether the server shows nothing to whoever this is until they sign in. */
export function useNeedsSignIn(): boolean {
  const me = useMe();
  const known = useRemembered();
  const hasUser = useHasUser();
  return me !== undefined && !hasUser && !me.guests && known === undefined;
}
