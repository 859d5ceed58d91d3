import type { KeyboardEvent } from "react";
import { Item } from "./item.js";
import { run, type shown } from "./todos.js";

const FILTERS = [
  { hash: "#/", name: "All", shows: () => true },
  { hash: "#/active", name: "Active", shows: (todo: { completed: boolean }) => !todo.completed },
  { hash: "#/completed", name: "Completed", shows: (todo: { completed: boolean }) => todo.completed },
] as const;

export function App({ todos, problem, refused, hash }: typeof shown & { hash: string }) {
  const filter = FILTERS.find((one) => one.hash === hash) ?? FILTERS[0];
  const active = todos.filter(({ completed }) => !completed).length;
  return (
    <section className="todoapp">
      <header className="header">
        <h1>todos</h1>
        <input className="new-todo" placeholder="What needs to be done?" autoFocus onKeyDown={addOnEnter} />
      </header>
      <section className="main" hidden={todos.length === 0}>
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
      <footer className="footer" hidden={todos.length === 0}>
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
          <button type="button" className="clear-completed" onClick={() => run("clearCompleted")}>
            Clear completed
          </button>
        )}
      </footer>
      {(problem || refused.length > 0) && <p role="alert">{[problem, ...refused].join("\n")}</p>}
    </section>
  );
}

function addOnEnter({ key, nativeEvent, currentTarget }: KeyboardEvent<HTMLInputElement>) {
  const title = currentTarget.value.trim();
  if (key !== "Enter" || nativeEvent.isComposing || title === "") return;
  run("create", { title });
  currentTarget.value = "";
}
