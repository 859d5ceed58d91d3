import type { Todo } from "@codex/core/todo";
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from "react";
import { useHasUser } from "../account/session-context.js";
import { useStoreState } from "../sync/store-context.js";
import { SyncState } from "../todo/sync-state.js";
import { TodoComposer } from "../todo/todo-composer.js";
import { TodoPlaceholder } from "../todo/todo-placeholder.js";
import { useDraft } from "../todo/use-draft.js";
import { useKeys } from "../todo/use-page.js";
import { useRefused } from "../todo/use-refused.js";
import type { Todos } from "../todo/use-todos.js";
import { PlusIcon } from "../ui/icons.js";
import { part } from "../ui/part.js";
import { viewWords } from "../words/view-words.js";
import { words } from "../words/words.js";
import { FilterBar } from "./filter-bar.js";
import { type Group, listGroups, todayGroups, upcomingGroups } from "./groups.js";
import { headingOf } from "./heading.js";
import { NothingInView } from "./nothing-in-view.js";
import { pathOfView, type ViewPlace } from "./place.js";
import { sameQuery, type ViewQuery } from "./query.js";
import { useToday } from "./use-today.js";
import { givenIn, useViewCommands } from "./use-view-commands.js";
import { useViewLists, type ViewList } from "./use-view-lists.js";
import { ViewRows } from "./view-rows.js";

const FailureNotice = part(async () => (await import("../todo/failure-notice.js")).FailureNotice);
const OverwrittenNotice = part(async () => (await import("../todo/overwritten-notice.js")).OverwrittenNotice);

/** What a view shows. */
export interface Shown {
  readonly lists: readonly ViewList[];
  readonly groups: readonly Group[];
  readonly count: number;
}

/** What a view shows, worked out once for each state of the rows. */
export function useShownGroups(place: ViewPlace, query: ViewQuery): Shown {
  const lists = useViewLists();
  const today = useToday();
  const asked = useDeferredValue(useSame(withLabel(place, query)));
  const { kind } = place;
  return useMemo(() => {
    const groups =
      kind === "today"
        ? todayGroups(lists, today)
        : kind === "upcoming"
          ? upcomingGroups(lists, today)
          : listGroups(lists, asked, today);
    return { lists, groups, count: groups.reduce((count, { todos }) => count + todos.length, 0) };
  }, [lists, today, asked, kind]);
}

/** What a view of a label asks for besides. */
function withLabel(place: ViewPlace, query: ViewQuery): ViewQuery {
  if (place.kind !== "label" || query.labels.includes(place.label)) return query;
  return { ...query, labels: [place.label, ...query.labels] };
}

/** The same object as long as it asks for the same. */
function useSame(query: ViewQuery): ViewQuery {
  const [known, setKnown] = useState(query);
  if (sameQuery(known) === sameQuery(query)) return known;
  setKnown(query);
  return query;
}

interface ViewSheetProps {
  readonly place: ViewPlace;
  readonly query: ViewQuery;
  readonly shown: Shown;
  /** Whether there is anything to show yet. */
  readonly inbox: Todos;
  readonly onQuery: (query: ViewQuery) => void;
  /** Undefined where there is nothing to save. */
  readonly onSave: (() => void) | undefined;
}

/** Where todos are written, and the sheet that they stand on. */
export function ViewSheet({ place, query, shown, inbox, onQuery, onSave }: ViewSheetProps) {
  const { lists, groups, count } = shown;
  const { overwritten } = useStoreState();
  const refused = useRefused();
  const [replaced] = overwritten;
  const hasUser = useHasUser();
  const today = useToday();
  const asked = useSame(withLabel(place, query));
  const given = useMemo(() => givenIn(place, asked, today), [place, asked, today]);
  const to = lists.find(({ id, canEdit }) => id === asked.list && canEdit);
  const commands = useViewCommands(to?.id, given);
  const composer = useRef<HTMLTextAreaElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useDraft({ listId: pathOfView(place) });
  const write = () => composer.current?.focus();
  useKeys({ n: write, "/": write, f: () => searchField.current?.focus() });
  const markOf = useMarks(lists, place.kind === "today" || place.kind === "upcoming");
  const hasFilters = place.kind === "all" || place.kind === "label";
  return (
    <>
      <TodoComposer draft={draft} onDraft={setDraft} onCreate={commands.create} field={composer} />
      {refused.length > 0 && <FailureNotice at={undefined} />}
      {replaced && <OverwrittenNotice notice={replaced} more={overwritten.length - 1} />}
      <section className="sheet view-sheet" aria-label={words.todo.yours}>
        <p className="view-header">
          <span role="status">{hasFilters ? viewWords().filter.found(count) : words.todo.left(count)}</span>
          <SyncState />
        </p>
        {hasFilters && (
          <FilterBar
            query={query}
            label={place.kind === "label" ? place.label : undefined}
            lists={lists}
            field={searchField}
            onQuery={onQuery}
            onSave={hasUser ? onSave : undefined}
          />
        )}
        <ViewRows
          groups={groups}
          lists={lists}
          commands={commands}
          headingOf={(group) => headingOf(group, lists, today)}
          markOf={markOf}
          fallbackFocus={composer}
        />
        {count === 0 &&
          (inbox.state === "ready" ? (
            <NothingInView place={place} isFiltered={sameQuery(query) !== ""} />
          ) : (
            <TodoPlaceholder todos={inbox} filter="all" search={undefined} hasAny={false} isInbox={false} />
          ))}
      </section>
      <button type="button" className="write" aria-label={words.todo.composer.write} onClick={write}>
        <PlusIcon />
      </button>
    </>
  );
}

/**
 * Tells where a row's todo stands: under which other one, and in which list where no heading says so. One picture for
 * each text, so that rows that say the same are not drawn anew.
 */
function useMarks(lists: readonly ViewList[], withList: boolean): (todo: Todo) => ReactNode {
  const { rows } = useStoreState();
  const [marks] = useState(() => new Map<string, ReactNode>());
  const names = useMemo(() => new Map(lists.map(({ id, name }) => [id, name])), [lists]);
  return (todo) => {
    const parent = todo.parentId ? rows.todo(todo.parentId)?.text : undefined;
    const list = withList ? names.get(todo.listId) : undefined;
    const where = [list, parent].filter((text) => text !== undefined).join(" › ");
    if (where === "") return undefined;
    const known = marks.get(where);
    if (known !== undefined) return known;
    const mark = (
      <span className="todo-where" title={where}>
        <span className="visually-hidden">{viewWords().inList}</span>
        <bdi>{where}</bdi>
      </span>
    );
    marks.set(where, mark);
    return mark;
  };
}
