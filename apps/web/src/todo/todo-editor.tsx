import type { BasedOn } from "@codex/core/command";
import { TODO_LIMITS } from "@codex/core/limits";
import type { Todo } from "@codex/core/todo";
import { useEffect, useId, useRef, useState } from "react";
import { useStore } from "../sync/store-context.js";
import { GrowingTextarea } from "../ui/growing-textarea.js";
import { words } from "../words/words.js";
import { lengthOf, linesOf, problemWith } from "./lines.js";
import { TextProblem } from "./text-problem.js";
import { useLeaving } from "./use-leaving.js";

/** A text that somebody wrote in place of another. */
export interface Written {
  readonly text: string;
  /** What stood there when they began, which may have been changed since, */
  readonly before: string;
  /** and what they had read by then. */
  readonly basedOn: BasedOn | undefined;
  /** Whether Enter was pressed, so that focus should go back to the row. */
  readonly byKey: boolean;
}

interface TodoEditorProps {
  readonly todo: Todo;
  readonly onCommit: (written: Written) => void;
  readonly onCancel: () => void;
}

/** A todo's text while it is being changed. Enter or leaving commits, Escape cancels. */
export function TodoEditor({ todo, onCommit, onCancel }: TodoEditorProps) {
  const store = useStore();
  const problemId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  const [begun] = useState(() => ({ before: todo.text, basedOn: store.basedOn(todo.id, "text") }));
  const [draft, setDraft] = useState(todo.text);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const { current } = field;
    // In this order, as where the caret stands is laid out for a field that has the focus.
    current?.setSelectionRange(current.value.length, current.value.length);
    current?.focus();
  }, []);

  const commit = (typed: string, byKey: boolean) => {
    // Enter takes the field away, which also makes it lose focus.
    if (done.current) return;
    const line = linesOf(typed).join(" ");
    const found = line === "" ? undefined : problemWith(line);
    setProblem(found);
    if (found !== undefined) return;
    done.current = true;
    onCommit({ ...begun, text: line, byKey });
  };
  // Nothing stands there only while something else is to be written.
  useLeaving(() => draft.trim() && draft !== begun.before && commit(draft, false));

  return (
    <div className="todo-editor">
      <GrowingTextarea
        ref={field}
        className="todo-editor-text"
        aria-label={words.todo.row.editField}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId}
        autoComplete="off"
        value={draft}
        onValue={(typed) => {
          setProblem(undefined);
          setDraft(typed);
        }}
        onEnter={(typed) => commit(typed, true)}
        onBlur={() => commit(draft, false)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          done.current = true;
          onCancel();
        }}
      />
      <TextProblem id={problemId} problem={problem} length={lengthOf(draft)} max={TODO_LIMITS.textLength} />
    </div>
  );
}
