import { type KeyboardEvent, useSyncExternalStore } from "react";
import type { Todo } from "./codex.js";
import { Item } from "./item.js";
import { run, useTodos } from "./todos.js";

const FILTERS = [
  { hash: "#/", name: "All", shows: () => true },
  { hash: "#/active", name: "Active", shows: (todo: Todo) => !todo.completed },
  { hash: "#/completed", name: "Completed", shows: (todo: Todo) => todo.completed },
] as const;

export function App() {
  const { todos, problem } = useTodos();
  const hash = useSyncExternalStore(onHashChange, () => location.hash);
  const filter = FILTERS.find((one) => one.hash === hash) ?? FILTERS[0];
  const active = todos.filter(({ completed }) => !completed).length;
  return (
    <section className="todoapp">
      <header className="header">
        <h1>todos</h1>
        <input className="new-todo" placeholder="What needs to be done?" autoFocus onKeyDown={addOnEnter} />
      </header>
      {todos.length > 0 && (
        <>
          <section className="main">
            <input
              id="toggle-all"
              className="toggle-all"
              type="checkbox"
              aria-label="❯Mark all as complete"
              checked={active === 0}
              onChange={({ target }) => run("completeAll", { completed: target.checked })}
            />
            <label htmlFor="toggle-all">Mark all as complete</label>
            <ul className="todo-list">
              {todos.filter(filter.shows).map((todo) => (
                <Item key={todo.id} todo={todo} />
              ))}
            </ul>
          </section>
          <footer className="footer">
            <span className="todo-count" data-testid="todo-count">
              <strong>{active}</strong> {active === 1 ? "item" : "items"} left
            </span>
            <ul className="filters">
              {FILTERS.map((one) => (
                <li key={one.hash}>
                  <a href={one.hash} className={one === filter ? "selected" : ""}>
                    {one.name}
                  </a>
                </li>
              ))}
            </ul>
            {active < todos.length && (
              <button type="button" className="clear-completed" onClick={() => run("clearCompleted", {})}>
                Clear completed
              </button>
            )}
          </footer>
        </>
      )}
      {problem && <p role="alert">{problem}</p>}
    </section>
  );
}

function addOnEnter({ key, nativeEvent, currentTarget }: KeyboardEvent<HTMLInputElement>) {
  const title = currentTarget.value.trim();
  if (key !== "Enter" || nativeEvent.isComposing || title === "") return;
  run("create", { title });
  currentTarget.value = "";
}

function onHashChange(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
