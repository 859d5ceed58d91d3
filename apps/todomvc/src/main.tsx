import "todomvc-app-css/index.css";
import "./app.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { shown, sync } from "./todos.js";

const root = createRoot(document.querySelector("main") ?? document.body);
const draw = () => root.render(<App {...shown} hash={location.hash} />);
draw();
for (const event of ["shown", "hashchange"]) window.addEventListener(event, draw);
for (const event of ["pageshow", "focus", "online"]) window.addEventListener(event, sync);
// Whoever it was has signed out: what is shown and waits here was theirs.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key === "react-todos" && newValue === null) location.reload();
});
