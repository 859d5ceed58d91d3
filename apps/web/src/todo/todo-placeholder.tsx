import type { TodoFilter } from "@codex/core/todo";
import { Link } from "wouter";
import { useMe } from "../account/session-context.js";
import { useOnline } from "../connection.js";
import { reasonOf } from "../failure.js";
import { EmptyState } from "../ui/empty-state.js";
import { OpenBook, OpenPage, TickedPage, TornPage } from "../ui/illustrations.js";
import type { Todos } from "./use-todos.js";

interface TodoPlaceholderProps {
  readonly todos: Todos;
  readonly filter: TodoFilter;
  /** Whether there is any todo, in this filter or not. */
  readonly hasAny: boolean;
  readonly isInbox: boolean;
}

/** What stands where the rows are not: they are on their way, could not be read, or there are none. */
export function TodoPlaceholder({ todos, filter, hasAny, isInbox }: TodoPlaceholderProps) {
  const online = useOnline();
  if (todos.state === "failed" || (todos.state === "loading" && !online))
    return <NotLoaded online={online} todos={todos} />;
  if (todos.rows.length > 0) return null;
  if (todos.state === "loading") return <Skeleton />;
  return <Nothing filter={hasAny ? filter : "all"} isInbox={isInbox} />;
}

function NotLoaded({ online, todos }: { online: boolean; todos: Todos }) {
  return (
    <EmptyState picture={<TornPage />} title="Your todos could not be loaded">
      <p>{online ? reasonOf(todos.error) : "They are shown as soon as you are back online."}</p>
      {online && (
        <button type="button" className="button button-primary" onClick={todos.reload}>
          Retry
        </button>
      )}
    </EmptyState>
  );
}

function Nothing({ filter, isInbox }: { filter: TodoFilter; isInbox: boolean }) {
  switch (filter) {
    case "all":
      return (
        <EmptyState picture={<OpenBook />} title="A blank page">
          <p>Write down the first thing on your mind.</p>
          {isInbox && <WrittenElsewhere />}
        </EmptyState>
      );
    case "active":
      return (
        <EmptyState picture={<TickedPage />} title="All done">
          <p>Nothing is left to do. Enjoy it.</p>
        </EmptyState>
      );
    case "completed":
      return (
        <EmptyState picture={<OpenPage />} title="Nothing completed yet">
          <p>What you tick off is kept here.</p>
        </EmptyState>
      );
  }
}

/** For whoever wonders where their todos are. */
function WrittenElsewhere() {
  const me = useMe();
  if (me?.access !== "accounts" || (me.user && !me.user.isGuest)) return null;
  return (
    <p className="written-elsewhere">
      Todos you added in another browser? Claim them there, then <Link href="/sign-in">sign in here</Link>.
    </p>
  );
}

/** Rows to come; the style sheet shows them only if it takes a moment. */
function Skeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading todos">
      <i />
      <i />
      <i />
    </div>
  );
}
