import type { TodoFilter } from "@codex/core/todo";
import { useRef, useState } from "react";
import { ConnectionBanner } from "./connection-banner.js";
import { FailureNotice } from "./failure-notice.js";
import { KeyboardHint } from "./keyboard-hint.js";
import { ListHeader } from "./list-header.js";
import { ProgressRing } from "./progress-ring.js";
import { useCommandLog, useTodoCommands } from "./todo-commands.js";
import { TodoComposer } from "./todo-composer.js";
import { TodoFooter } from "./todo-footer.js";
import { TodoList } from "./todo-list.js";
import { TodoPlaceholder } from "./todo-placeholder.js";
import { useComposerKeys, useLeaveWarning, useTitle } from "./use-page.js";
import { useTodos } from "./use-todos.js";
import "./todo-page.css";

/** The todos: add, look through, change, complete, clear away. */
export function TodoPage({ filter }: { filter: TodoFilter }) {
  const todos = useTodos(filter);
  const { rows, counts, state, error } = todos;
  const commands = useTodoCommands();
  const { failures } = useCommandLog();
  const composer = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState("");
  useComposerKeys(composer);
  useLeaveWarning();
  useTitle(counts?.active);

  const totals = counts && { all: counts.active + counts.completed, ...counts };
  const hasAny = totals !== undefined && totals.all > 0;
  return (
    <>
      <div className="page-heading">
        <h1>Todos</h1>
        {hasAny && <ProgressRing counts={totals} />}
      </div>
      <ConnectionBanner error={state === "ready" ? error : undefined} onRetry={todos.reload} />
      <TodoComposer draft={draft} onDraft={setDraft} onCreate={commands.create} field={composer} />
      {failures.length > 0 && (
        <FailureNotice
          failures={failures}
          onRetry={commands.retryFailures}
          onDismiss={(typed) => {
            commands.dismissFailures();
            setDraft(joined(draft, typed));
          }}
        />
      )}
      <section className="sheet" aria-label="Your todos">
        {hasAny && (
          <ListHeader counts={totals} onSetAll={(completed) => commands.setAllCompleted(completed, rows)} />
        )}
        <TodoList
          rows={rows}
          total={totals?.[filter] ?? rows.length}
          hasMore={todos.hasMore}
          onLoadMore={todos.loadMore}
          fallbackFocus={composer}
        />
        <TodoPlaceholder todos={todos} filter={filter} hasAny={hasAny} />
        {(hasAny || filter !== "all") && (
          <TodoFooter counts={counts} filter={filter} onClear={commands.clearCompleted} />
        )}
      </section>
      {rows.length > 0 && <KeyboardHint />}
    </>
  );
}

/** A draft with what was typed for changes that failed, a line each. */
function joined(draft: string, typed: readonly string[]): string {
  return [draft, ...typed].filter((text) => text.trim() !== "").join("\n");
}
