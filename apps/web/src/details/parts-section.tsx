import { newId } from "@codex/core/id";
import { ranksAfter } from "@codex/core/rank";
import type { Todo } from "@codex/core/todo";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useStore, useStoreState } from "../sync/store-context.js";
import { linesOf, problemWith } from "../todo/lines.js";
import { useLeaving } from "../todo/use-leaving.js";
import { GrowingTextarea } from "../ui/growing-textarea.js";
import { CrossIcon, MoveIcon, PageIcon } from "../ui/icons.js";
import { detailsWords } from "../words/details-words.js";
import { number } from "../words/format.js";
import { words } from "../words/words.js";
import type { SectionProps } from "./details.js";
import { focusBeside } from "./focus.js";
import { openDetails } from "./open.js";
import { Section } from "./section.js";
import { useChanges } from "./use-changes.js";
import { useTextDraft } from "./use-text-draft.js";

/** What has to be done for it, step by step. */
export function PartsSection({ todo, canEdit }: SectionProps) {
  const { rows } = useStoreState();
  const said = detailsWords().parts;
  const parts = rows.subtasksOf([todo]);
  const done = parts.filter(({ completed }) => completed).length;
  if (!canEdit && parts.length === 0) return null;
  const title = parts.length > 0 ? `${said.title} ${number(done)}/${number(parts.length)}` : said.title;
  return (
    <Section title={title}>
      {parts.length > 0 && (
        <ul className="details-parts" aria-label={said.title}>
          {parts.map((part) => (
            <li key={part.id} data-completed={part.completed}>
              <Part todo={part} canEdit={canEdit} />
            </li>
          ))}
        </ul>
      )}
      {canEdit && <NewPart todo={todo} />}
    </Section>
  );
}

function Part({ todo, canEdit }: SectionProps) {
  const { run, runUndoable } = useChanges();
  const { parts: said, said: did } = detailsWords();
  const ids = [todo.id];
  const complete = (completed: boolean) => {
    const { said: toldOf } = words.todo;
    run({ kind: "todo.update", ids, set: { completed } }, completed ? toldOf.completed : toldOf.reopened);
  };
  return (
    <>
      <input
        type="checkbox"
        className="check"
        aria-label={todo.text}
        aria-readonly={!canEdit}
        checked={todo.completed}
        onChange={({ target: { checked } }) => (canEdit ? complete(checked) : undefined)}
      />
      {canEdit ? (
        <PartText todo={todo} />
      ) : (
        <span dir="auto" className="details-fixed">
          {todo.text}
        </span>
      )}
      <IconButton name={said.open(todo.text)} icon={<PageIcon />} onClick={() => openDetails(todo.id)} />
      {canEdit && (
        <>
          <IconButton
            name={said.free(todo.text)}
            icon={<MoveIcon />}
            onClick={(control) => {
              focusBeside(control);
              runUndoable({ kind: "todo.update", ids, set: { parentId: null } }, did.partFreed);
            }}
          />
          <IconButton
            name={said.remove(todo.text)}
            icon={<CrossIcon />}
            onClick={(control) => {
              focusBeside(control);
              runUndoable({ kind: "todo.delete", ids }, did.partDeleted);
            }}
          />
        </>
      )}
    </>
  );
}

const IconButton = (props: { name: string; icon: ReactNode; onClick: (control: HTMLElement) => void }) => (
  <button
    type="button"
    className="icon-button"
    aria-label={props.name}
    title={props.name}
    onClick={({ currentTarget }) => props.onClick(currentTarget)}
  >
    {props.icon}
  </button>
);

/** A subtask's text. Enter or leaving the field saves it; what cannot be saved gives way to what is there. */
function PartText({ todo }: { todo: Todo }) {
  const { run } = useChanges();
  const { draft, setDraft, begun, saving } = useTextDraft(todo);
  const save = () => {
    const text = linesOf(draft).join(" ");
    const isKept = text === begun || problemWith(text) !== undefined;
    setDraft(isKept ? todo.text : text);
    if (!isKept) run(saving(text), words.todo.said.changed);
  };
  useLeaving(() => (draft === todo.text ? undefined : save()));
  return (
    <GrowingTextarea
      aria-label={detailsWords().parts.rename(todo.text)}
      autoComplete="off"
      value={draft}
      onValue={setDraft}
      onEnter={save}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || draft === todo.text) return;
        event.preventDefault();
        setDraft(todo.text);
      }}
    />
  );
}

function NewPart({ todo }: Pick<SectionProps, "todo">) {
  const store = useStore();
  const { run } = useChanges();
  const field = useRef<HTMLInputElement>(null);
  const { parts: said, said: did } = detailsWords();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    const found = text === "" ? undefined : problemWith(text);
    setProblem(found);
    field.current?.focus();
    if (found !== undefined || text === "") return;
    setTyped("");
    const last = store.get().rows.todosOf(todo.listId).at(-1);
    const [rank] = ranksAfter(last, new Date().toISOString(), 1);
    const part = { id: newId(), text, parentId: todo.id, ...(rank === undefined ? {} : { rank }) };
    run({ kind: "todo.create", listId: todo.listId, todos: [part] }, did.partAdded);
  };
  return (
    <form className="details-add" onSubmit={submit} noValidate>
      <input
        ref={field}
        type="text"
        aria-label={said.add}
        placeholder={said.add}
        aria-invalid={problem !== undefined}
        autoComplete="off"
        dir="auto"
        value={typed}
        onChange={({ target: { value } }) => {
          setProblem(undefined);
          setTyped(value);
        }}
      />
      <button type="submit" className="button">
        {said.addButton}
      </button>
      <p className="field-note" data-problem="true" role="status" hidden={!problem}>
        {problem}
      </p>
    </form>
  );
}
