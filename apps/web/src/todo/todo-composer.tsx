import { TODO_LIMITS } from "@codex/core/limits";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import type { TakeLine } from "../quick-add/quick-add.js";
import { GrowingTextarea } from "../ui/growing-textarea.js";
import { PlusIcon, ReturnIcon } from "../ui/icons.js";
import { part } from "../ui/part.js";
import { hasMouse } from "../ui/pointer.js";
import { words } from "../words/words.js";
import type { Create } from "./command.js";
import { lengthOf, type Refused, todosIn } from "./lines.js";
import { TextProblem } from "./text-problem.js";
import "./todo-composer.css";

// Without it each line is a todo, as it was typed.
const QuickAdd = part(
  async () => (await import("../quick-add/quick-add.js")).QuickAdd,
  () => null,
);

interface TodoComposerProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onCreate: Create;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Where new todos are typed or pasted: a line each. What cannot be a todo stays here, with the reason. */
export function TodoComposer({ draft, onDraft, onCreate, field }: TodoComposerProps) {
  const problemId = useId();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [isUsed, setUsed] = useState(false);
  const quickAdd = useRef<TakeLine>(null);

  useEffect(() => {
    if (hasMouse()) field.current?.focus();
  }, [field]);

  const submit = (text: string) => {
    const { texts, refused } = todosIn(text);
    if (texts.length > 0 && !quickAdd.current?.(text, onCreate)) onCreate(texts);
    setRefused(refused);
    onDraft(refused.map(({ text }) => text).join("\n"));
    field.current?.focus();
  };

  const write = (text: string) => {
    setRefused([]);
    onDraft(text);
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit(draft);
      }}
    >
      <div className="composer-field">
        <span className="composer-plus">
          <PlusIcon />
        </span>
        <GrowingTextarea
          ref={field}
          className="composer-text"
          aria-label={words.todo.composer.label}
          aria-invalid={refused.length > 0}
          aria-describedby={problemId}
          placeholder={words.todo.composer.placeholder}
          autoComplete="off"
          value={draft}
          onFocus={() => setUsed(true)}
          onValue={write}
          onEnter={submit}
        />
        <button
          type="submit"
          className="composer-add"
          aria-label={words.todo.composer.add}
          disabled={draft.trim() === ""}
        >
          <ReturnIcon />
        </button>
      </div>
      <TextProblem
        id={problemId}
        problem={problemOf(refused)}
        length={lengthOf(draft)}
        max={TODO_LIMITS.textLength}
      />
      {isUsed && <QuickAdd draft={draft} onDraft={write} field={field} take={quickAdd} />}
    </form>
  );
}

function problemOf(refused: readonly Refused[]): string | undefined {
  const [first] = refused;
  if (!first || refused.length === 1) return first?.problem;
  return words.todo.problem.ofLines(refused.length, first.problem);
}
