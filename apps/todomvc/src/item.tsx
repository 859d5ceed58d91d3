import { useState } from "react";
import type { Todo } from "./codex.js";
import { run } from "./todos.js";

/** One todo: to complete, to delete, and to edit after a double click. */
export function Item({ todo }: { todo: Todo }) {
  const [editing, setEditing] = useState(false);
  const save = (typed: string) => {
    const title = typed.trim();
    setEditing(false);
    if (title === "") run("delete", todo);
    else if (title !== todo.title) run("rename", { ...todo, title });
  };
  // Not React's onBlur, which is `focusout`, and comes even from an editor that is taken away.
  const saveOnBlur = (field: HTMLInputElement | null) => {
    const onBlur = () => save(field?.value ?? todo.title);
    field?.addEventListener("blur", onBlur);
    return () => field?.removeEventListener("blur", onBlur);
  };
  const classes = [todo.completed && "completed", editing && "editing"].filter(Boolean).join(" ");
  return (
    <li className={classes} data-testid="todo-item">
      <div className="view">
        <input
          className="toggle"
          type="checkbox"
          aria-label="Toggle Todo"
          checked={todo.completed}
          onChange={({ target }) => run("complete", { ...todo, completed: target.checked })}
        />
        <label data-testid="todo-title" onDoubleClick={() => setEditing(true)}>
          {todo.title}
        </label>
        <button type="button" className="destroy" aria-label="Delete" onClick={() => run("delete", todo)} />
      </div>
      {editing && (
        <input
          className="edit"
          aria-label="Edit"
          defaultValue={todo.title}
          autoFocus
          ref={saveOnBlur}
          onKeyDown={({ key, nativeEvent, currentTarget }) => {
            if (key === "Enter" && !nativeEvent.isComposing) save(currentTarget.value);
            if (key === "Escape") setEditing(false);
          }}
        />
      )}
    </li>
  );
}
