import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode, startTransition } from "react";
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
// Not awaited here: what is loaded for another language itself waits for this module.
void speak().then(() =>
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  ),
);
