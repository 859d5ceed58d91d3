import { TODO_LIMITS } from "@codex/core/limits";
import { useId, useState } from "react";
import { lengthOf, linesOf, problemWith } from "../todo/lines.js";
import { TextProblem } from "../todo/text-problem.js";
import { useLeaving } from "../todo/use-leaving.js";
import { GrowingTextarea } from "../ui/growing-textarea.js";
import { detailsWords } from "../words/details-words.js";
import { words } from "../words/words.js";
import type { SectionProps } from "./details.js";
import { useChanges } from "./use-changes.js";
import { useTextDraft } from "./use-text-draft.js";

/** The text with its checkbox. Enter or leaving the field saves it, Escape brings back what was there. */
export function TextSection({ todo, canEdit }: SectionProps) {
  const { run } = useChanges();
  const { said } = words.todo;
  return (
    <div className="details-text">
      <input
        type="checkbox"
        className="check"
        aria-label={detailsWords().completed}
        checked={todo.completed}
        readOnly={!canEdit}
        aria-readonly={!canEdit}
        onChange={({ target: { checked } }) => {
          if (!canEdit) return;
          run(
            { kind: "todo.update", ids: [todo.id], set: { completed: checked } },
            checked ? said.completed : said.reopened,
          );
        }}
      />
      {canEdit ? (
        <Text todo={todo} />
      ) : (
        <p dir="auto" className="details-fixed">
          {todo.text}
        </p>
      )}
    </div>
  );
}

function Text({ todo }: Pick<SectionProps, "todo">) {
  const { run } = useChanges();
  const problemId = useId();
  const { draft, setDraft, begun, saving } = useTextDraft(todo);
  const [problem, setProblem] = useState<string>();
  const save = (typed: string) => {
    const line = linesOf(typed).join(" ");
    const found = problemWith(line);
    setProblem(found);
    if (found !== undefined || line === begun) return;
    setDraft(line);
    run(saving(line), words.todo.said.changed);
  };
  useLeaving(() => (draft === todo.text ? undefined : save(draft)));
  return (
    <div className="todo-editor">
      <GrowingTextarea
        className="todo-editor-text"
        aria-label={detailsWords().text}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId}
        autoComplete="off"
        value={draft}
        onValue={(typed) => {
          setProblem(undefined);
          setDraft(typed);
        }}
        onEnter={save}
        onBlur={() => save(draft)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || draft === todo.text) return;
          // The first Escape gives up what was typed, the next closes the details.
          event.preventDefault();
          setProblem(undefined);
          setDraft(todo.text);
        }}
      />
      <TextProblem id={problemId} problem={problem} length={lengthOf(draft)} max={TODO_LIMITS.textLength} />
    </div>
  );
}
