import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { watchConnection } from "./connection.js";
import { startRelease } from "./release/start.js";
import { followLook } from "./ui/look.js";
import { speak } from "./words/words.js";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

watchConnection();
followLook();
startRelease();
await speak();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
