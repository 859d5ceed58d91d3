import "todomvc-app-css/index.css";
import "./app.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { sync } from "./todos.js";

createRoot(document.querySelector("main") ?? document.body).render(<App />);
for (const event of ["pageshow", "focus", "online"]) window.addEventListener(event, sync);
