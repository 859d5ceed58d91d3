import "todomvc-app-css/index.css";
import "./app.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { sync } from "./todos.js";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
for (const event of ["pageshow", "focus", "online"]) window.addEventListener(event, sync);
