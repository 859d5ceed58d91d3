import "todomvc-app-css/index.css";
import "./app.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { shown, sync } from "./todos.js";

const root = createRoot(document.querySelector("main") ?? document.body);
const draw = () => root.render(<App {...shown} hash={location.hash} />);
draw();
for (const event of ["shown", "hashchange"]) addEventListener(event, draw);
for (const event of ["pageshow", "focus", "online"]) addEventListener(event, sync);
addEventListener("storage", ({ key, newValue }) => key === "react-todos" && !newValue && location.reload());
