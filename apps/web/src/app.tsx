import { Link, useLocation } from "wouter";
import "./app.css";
import { filterOfPath } from "./todo/filter.js";
import { TodoCommandsProvider } from "./todo/todo-commands.js";
import { TodoPage } from "./todo/todo-page.js";
import { Announcer } from "./ui/announcer.js";
import { CodexMark } from "./ui/icons.js";
import { NotFound } from "./ui/not-found.js";

/** The frame around every view, and which view an address shows. */
export function App() {
  const [path] = useLocation();
  const filter = filterOfPath(path);
  return (
    <TodoCommandsProvider>
      <div className="shell">
        <header className="shell-header">
          <Link href="/" className="brand">
            <CodexMark />
            <span>Codex</span>
          </Link>
        </header>
        <main className="shell-main">{filter ? <TodoPage filter={filter} /> : <NotFound />}</main>
        <Announcer />
      </div>
    </TodoCommandsProvider>
  );
}
