import { useState } from "react";
import { Link, useLocation } from "wouter";
import "./app.css";
import { AccountLink } from "./account/account-link.js";
import { SessionProvider, useMe } from "./account/session-context.js";
import { ListNav } from "./list/list-nav.js";
import { Page } from "./page.js";
import { ReleaseNotice } from "./release/release-notice.js";
import { StoreProvider } from "./sync/store-context.js";
import { placeOfPath } from "./todo/filter.js";
import { Announcer } from "./ui/announcer.js";
import { Dialog } from "./ui/dialog.js";
import { CodexMark, ListsIcon } from "./ui/icons.js";
import { Toaster } from "./ui/toast.js";

/** What every view stands in: who uses the page, what they did, and the frame around it. */
export function App() {
  return (
    <SessionProvider>
      <StoreProvider>
        <Frame />
        <Toaster />
        <Announcer />
      </StoreProvider>
    </SessionProvider>
  );
}

function Frame() {
  const [path] = useLocation();
  const here = placeOfPath(path);
  const me = useMe();
  const [listsShown, showLists] = useState(false);
  return (
    <div className="shell">
      <header className="shell-header">
        <button
          type="button"
          className="icon-button shell-lists"
          aria-label="Lists"
          aria-haspopup="dialog"
          onClick={() => showLists(true)}
        >
          <ListsIcon />
        </button>
        <Link href="/" className="brand">
          <CodexMark />
          <span>Codex</span>
        </Link>
        {me?.access === "accounts" && <AccountLink me={me} />}
      </header>
      <div className="shell-side">
        <ListNav here={here} />
      </div>
      <main className="shell-main">
        <Page path={path} place={here} />
        <ReleaseNotice />
      </main>
      {listsShown && (
        <Dialog title="Lists" kind="sheet" onClose={() => showLists(false)}>
          <ListNav here={here} onChoose={() => showLists(false)} />
        </Dialog>
      )}
    </div>
  );
}
