import type { TodoFilter } from "@codex/core/todo";
import { useMe } from "../account/session-context.js";
import { useOnline } from "../connection.js";
import { reasonOf } from "../failure.js";
import { Link } from "../router.js";
import { EmptyState } from "../ui/empty-state.js";
import { words } from "../words/words.js";
import type { Todos } from "./use-todos.js";

interface TodoPlaceholderProps {
  readonly todos: Todos;
  readonly filter: TodoFilter;
  /** What is searched for, if anything is. */
  readonly search: string | undefined;
  /** Whether there is any todo, in this filter or not. */
  readonly hasAny: boolean;
  readonly isInbox: boolean;
}

/** What stands where the rows are not: they are on their way, could not be read, or there are none. */
export function TodoPlaceholder({ todos, filter, search, hasAny, isInbox }: TodoPlaceholderProps) {
  const online = useOnline();
  if (todos.state === "failed" || (todos.state === "loading" && !online))
    return <NotLoaded online={online} todos={todos} />;
  if (todos.rows.length > 0) return null;
  if (todos.state === "loading") return <Skeleton />;
  if (search !== undefined) {
    return (
      <EmptyState picture="open" title={words.todo.nothing.notFound}>
        <p>{words.todo.nothing.notFoundMore(search)}</p>
      </EmptyState>
    );
  }
  return <Nothing filter={hasAny ? filter : "all"} isInbox={isInbox} />;
}

function NotLoaded({ online, todos }: { online: boolean; todos: Todos }) {
  return (
    <EmptyState picture="torn" title={words.todo.nothing.notLoaded}>
      <p>{online ? reasonOf(todos.error) : words.todo.nothing.notLoadedOffline}</p>
      {online && (
        <button type="button" className="button button-primary" onClick={todos.reload}>
          {words.todo.nothing.retry}
        </button>
      )}
    </EmptyState>
  );
}

const NOTHING = {
  all: { picture: "blank", said: "blank" },
  active: { picture: "ticked", said: "allDone" },
  completed: { picture: "open", said: "noneCompleted" },
} as const satisfies Record<TodoFilter, object>;

function Nothing({ filter, isInbox }: { filter: TodoFilter; isInbox: boolean }) {
  const { picture, said } = NOTHING[filter];
  return (
    <EmptyState picture={picture} title={words.todo.nothing[said]}>
      <p>{words.todo.nothing[`${said}More`]}</p>
      {isInbox && filter === "all" && <WrittenElsewhere />}
    </EmptyState>
  );
}

/** For whoever wonders where their todos are. */
function WrittenElsewhere() {
  const me = useMe();
  if (me?.access !== "accounts" || (me.user && !me.user.isGuest)) return null;
  return (
    <p className="written-elsewhere">
      {words.todo.nothing.elsewhere} <Link href="/sign-in">{words.todo.nothing.elsewhereLink}</Link>.
    </p>
  );
}

/** Rows to come; the style sheet shows them only if it takes a moment. */
function Skeleton() {
  return (
    <div className="skeleton" role="status" aria-label={words.todo.loading}>
      <i />
      <i />
      <i />
    </div>
  );
}
