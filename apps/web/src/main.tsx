import "./styles/tokens.css";
import "./styles/base.css";
import { createStore } from "@codex/client/store";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { watchOtherTabs } from "./account/remembered.js";
import { Session } from "./account/session.js";
import { forgetTodoMvc } from "./account/todomvc.js";
import { App } from "./app.js";
import { watchConnection } from "./connection.js";
import { startRelease } from "./release/start.js";
import { pagePersistence } from "./sync/persistence.js";
import { pageTransport } from "./sync/transport.js";
import { forgetDrafts } from "./todo/use-draft.js";
import { followLook } from "./ui/look.js";
import { speak } from "./words/words.js";

const root = document.getElementById("root");
if (!root) throw new Error("There is no #root");

// Not while drawing, which React may begin anew: there is one of each.
const session = new Session();
const store = createStore({ transport: pageTransport(session), persistence: pagePersistence() });
watchOtherTabs(() => session.follow());
session.watchForgotten(() => {
  store.reset();
  forgetDrafts();
  forgetTodoMvc();
});

watchConnection();
followLook();
startRelease();
// Not awaited here: what is loaded for another language itself waits for this module.
void speak().then(() =>
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App session={session} store={store} />
      </StrictMode>,
    ),
  ),
);
