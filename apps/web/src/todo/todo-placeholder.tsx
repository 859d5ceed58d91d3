import type { TodoFilter } from "@codex/core/todo";
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
}

/** What stands where the rows are not: they are on their way, could not be read, or there are none. */
export function TodoPlaceholder({ todos, filter, hasAny }: TodoPlaceholderProps) {
  const online = useOnline();
  if (todos.state === "failed" || (todos.state === "loading" && !online))
    return <NotLoaded online={online} todos={todos} />;
  if (todos.rows.length > 0) return null;
  if (todos.state === "loading") return <Skeleton />;
  return <Nothing filter={hasAny ? filter : "all"} />;
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

function Nothing({ filter }: { filter: TodoFilter }) {
  switch (filter) {
    case "all":
      return (
        <EmptyState picture={<OpenBook />} title="A blank page">
          <p>Write down the first thing on your mind.</p>
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
