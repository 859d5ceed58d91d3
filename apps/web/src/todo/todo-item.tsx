import type { Todo } from "@codex/core/todo";
import { type KeyboardEvent, memo, type ReactNode, useState } from "react";
import { openDetails } from "../details/open.js";
import { afterPaint } from "../ui/after-paint.js";
import { CrossIcon, PageIcon } from "../ui/icons.js";
import { part } from "../ui/part.js";
import { words } from "../words/words.js";
import type { Target, TodoChanges } from "./command.js";
import { MoveMenu } from "./move-menu.js";
import { TodoEditor, type Written } from "./todo-editor.js";
import { Row, type RowProps } from "./todo-row.js";
import "./todo-item.css";

// Most rows are a text and nothing more.
const RowMeta = part(
  async () => (await import("../details/row-meta.js")).RowMeta,
  () => null,
);

/** What can be done from a row; the same functions for all rows, so that a row is drawn only when it changes. */
export interface RowActions {
  complete(todo: Todo, completed: boolean): void;
  remove(todo: Todo): void;
  move(todo: Todo, to: Target): void;
  /** So many places further down; up if negative. */
  shift(todo: Todo, by: number): void;
  edit(todo: Todo): void;
  commit(todo: Todo, written: Written): void;
  cancelEdit(todo: Todo): void;
}

export interface TodoItemProps extends RowProps {
  /** Whether Tab stops at this row; arrow keys go to the others. */
  readonly isTabStop: boolean;
  readonly isEditing: boolean;
  /** How many subtasks it has, and how many of them are done. */
  readonly parts: number;
  readonly done: number;
  readonly canEdit: boolean;
  /** Who added it, where that is worth telling. */
  readonly author: string | undefined;
  /** What else its row shows; the same object as long as it shows the same. */
  readonly mark?: ReactNode;
  /** The lists it can be moved to. */
  readonly targets: readonly Target[];
  readonly actions: RowActions;
}

/** One todo: a checkbox named by its text, the text, which opens to be changed, and a way to delete it. */
export const TodoItem = memo(function TodoItem(given: TodoItemProps) {
  // What was just changed here: it shows until the store has been told of it.
  const [ahead, setAhead] = useState<TodoChanges>();
  const todo = ahead ? { ...given.todo, ...ahead } : given.todo;
  const show = (set: TodoChanges, tell: () => void) => {
    setAhead((before) => ({ ...before, ...set }));
    tell();
    afterPaint(() => setAhead(undefined));
  };
  const props = { ...given, todo };
  const { isTabStop, isEditing, canEdit, author, actions, parts, done } = props;
  const tabIndex = isTabStop ? 0 : -1;
  if (!canEdit) return <ReadOnlyItem {...props} />;
  return (
    <Row {...props}>
      <input
        type="checkbox"
        className="check"
        aria-label={todo.text}
        tabIndex={tabIndex}
        checked={todo.completed}
        onChange={({ target: { checked } }) => {
          show({ completed: checked }, () => actions.complete(todo, checked));
        }}
        onKeyDown={(event) => onRowKey(event, todo, actions)}
      />
      <div className="todo-body">
        {isEditing ? (
          <TodoEditor
            todo={todo}
            onCommit={(written) => {
              const tell = () => actions.commit(todo, written);
              if (written.text) show({ text: written.text }, tell);
              else tell();
            }}
            onCancel={() => actions.cancelEdit(todo)}
          />
        ) : (
          <button
            type="button"
            className="todo-text"
            aria-label={words.todo.row.edit(todo.text)}
            tabIndex={tabIndex}
            onClick={() => actions.edit(todo)}
            onKeyDown={(event) => onRowKey(event, todo, actions)}
          >
            <span dir="auto">{todo.text}</span>
          </button>
        )}
        <Meta todo={todo} parts={parts} done={done} />
        {props.mark}
      </div>
      <Author name={author} />
      <DetailsButton todo={todo} tabIndex={tabIndex} />
      <MoveMenu {...props} tabIndex={tabIndex} />
      <button
        type="button"
        className="todo-delete"
        aria-label={words.todo.row.removeOne(todo.text)}
        title={words.todo.row.remove}
        tabIndex={tabIndex}
        onClick={() => actions.remove(todo)}
      >
        <CrossIcon />
      </button>
    </Row>
  );
});

/** A todo for who may only look. */
function ReadOnlyItem(props: TodoItemProps) {
  const { todo, author, isTabStop, parts, done } = props;
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <Row {...props}>
      {/* Not disabled, so that arrow keys and screen readers get to it. */}
      <input
        type="checkbox"
        className="check"
        aria-label={todo.text}
        aria-readonly="true"
        tabIndex={tabIndex}
        checked={todo.completed}
        readOnly
        onKeyDown={(event) => (event.key === "o" ? openDetails(todo.id) : undefined)}
      />
      <div className="todo-body">
        <p className="todo-text todo-text-fixed">
          <span dir="auto">{todo.text}</span>
        </p>
        <Meta todo={todo} parts={parts} done={done} />
        {props.mark}
      </div>
      <Author name={author} />
      <DetailsButton todo={todo} tabIndex={tabIndex} />
    </Row>
  );
}

/** What stands on a todo besides its text. The line has its height before what is in it is loaded. */
const Meta = memo(function Meta({ todo, parts, done }: Pick<TodoItemProps, "todo" | "parts" | "done">) {
  const { due, seriesId, priority, labels, notes } = todo;
  if (!(due || seriesId || priority || labels?.length || notes || parts)) return null;
  return (
    <div className="todo-meta">
      <RowMeta todo={todo} parts={parts} done={done} />
    </div>
  );
});

const DetailsButton = ({ todo, tabIndex }: { todo: Todo; tabIndex: number }) => (
  <button
    type="button"
    className="icon-button todo-details"
    aria-label={words.todo.row.details(todo.text)}
    title={words.todo.row.details(todo.text)}
    aria-haspopup="dialog"
    tabIndex={tabIndex}
    onClick={() => openDetails(todo.id)}
  >
    <PageIcon />
  </button>
);

const Author = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : (
    <span className="todo-author" title={words.todo.row.addedBy(name)}>
      <span className="visually-hidden">{words.todo.row.addedByBefore}</span>
      {name}
    </span>
  );

function onRowKey(event: KeyboardEvent<HTMLElement>, todo: Todo, actions: RowActions): void {
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    actions.shift(todo, event.shiftKey ? step * Number.MAX_SAFE_INTEGER : step);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onCheckbox = event.currentTarget instanceof HTMLInputElement;
  if (event.key === "F2" || (event.key === "Enter" && onCheckbox)) actions.edit(todo);
  else if (event.key === "o") openDetails(todo.id);
  else if (event.key === "m") openMoveMenu(event.currentTarget);
  else if (event.key === "Delete" || event.key === "Backspace") actions.remove(todo);
  else return;
  event.preventDefault();
}

function openMoveMenu(control: HTMLElement): void {
  control.closest("li")?.querySelector<HTMLElement>(".todo-move")?.click();
}
