import { TODO_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";
import { useEffect, useId, useRef, useState } from "react";
import { useStore } from "../sync/store-context.js";
import { lengthOf } from "../todo/lines.js";
import { useLeaving } from "../todo/use-leaving.js";
import { afterPress } from "../ui/after-press.js";
import { lostFocus } from "../ui/focus.js";
import { part } from "../ui/part.js";
import { detailsWords } from "../words/details-words.js";
import type { SectionProps } from "./details.js";
import { Section } from "./section.js";
import { useChanges } from "./use-changes.js";

const Markdown = part(async () => (await import("./markdown.js")).Markdown);

/** Notes: shown as what their Markdown means, and written as it is. */
export function NotesSection({ todo, canEdit }: SectionProps) {
  const [isWriting, setWriting] = useState(false);
  const wasWriting = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const said = detailsWords().notes;
  useEffect(() => {
    // Where the field was, something has to have the focus.
    if (wasWriting.current && !isWriting && lostFocus()) button.current?.focus();
    wasWriting.current = isWriting;
  }, [isWriting]);
  if (!canEdit && !todo.notes) return null;
  return (
    <Section title={said.title}>
      {isWriting ? (
        <NotesField todo={todo} onEnd={() => setWriting(false)} />
      ) : (
        <>
          {todo.notes && <Markdown text={todo.notes} />}
          {canEdit && (
            <button ref={button} type="button" className="button" onClick={() => setWriting(true)}>
              {todo.notes ? said.edit : said.add}
            </button>
          )}
        </>
      )}
    </Section>
  );
}

interface NotesFieldProps extends Pick<SectionProps, "todo"> {
  readonly onEnd: () => void;
}

function NotesField({ todo, onEnd }: NotesFieldProps) {
  const { run } = useChanges();
  const id = useId();
  const said = detailsWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  const store = useStore();
  // Both as of when the writing began: who wrote others meanwhile is told.
  const [begun] = useState(() => ({ notes: todo.notes ?? null, basedOn: store.basedOn(todo.id, "notes") }));
  const [draft, setDraft] = useState(begun.notes ?? "");
  const [problem, setProblem] = useState<string>();
  useEffect(() => field.current?.focus(), []);
  const save = () => {
    // Taking the field away also makes it lose the focus.
    if (isOver.current) return;
    const notes = draft.trim() === "" ? null : draft.trim();
    const found = notes === null ? undefined : problemWithNotes(notes);
    setProblem(found);
    if (found !== undefined) return;
    isOver.current = true;
    // What is below moves up.
    afterPress(onEnd);
    if (notes === begun.notes) return;
    const { basedOn } = begun;
    run(
      { kind: "todo.update", ids: [todo.id], set: { notes }, ...(basedOn ? { basedOn } : {}) },
      said.said.notes,
    );
  };
  useLeaving(() => (draft === (begun.notes ?? "") ? undefined : save()));
  return (
    <>
      <textarea
        ref={field}
        className="details-notes-field"
        rows={Math.min(Math.max(draft.split("\n").length + 1, 4), 14)}
        dir="auto"
        aria-label={said.notes.title}
        aria-invalid={problem !== undefined}
        aria-describedby={id}
        value={draft}
        onChange={({ target: { value } }) => {
          setProblem(undefined);
          setDraft(value);
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          } else if (event.key === "Escape") {
            // Ends the writing, and not the dialog.
            event.preventDefault();
            isOver.current = true;
            onEnd();
          }
        }}
      />
      <p id={id} className="field-note" data-problem={problem !== undefined} role="status">
        {problem ?? said.notes.hint}
      </p>
    </>
  );
}

function problemWithNotes(notes: string): string | undefined {
  const said = detailsWords().notes;
  if (lengthOf(notes) > TODO_LIMITS.notesLength) return said.tooLong(TODO_LIMITS.notesLength);
  return problemWithText(notes, TODO_LIMITS.notesLength) === undefined ? undefined : said.nul;
}
