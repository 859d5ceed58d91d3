import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { watchConnection } from "./connection.js";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

watchConnection();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
