import type { Store } from "@codex/client/store";
import { useEffect, useState } from "react";
import "./app.css";
import { AccountLink } from "./account/account-link.js";
import type { Session } from "./account/session.js";
import { SessionProvider, useMe } from "./account/session-context.js";
import { acting, useActing } from "./acting/acting.js";
import { useOpenTodo } from "./details/open.js";
import { ListNav } from "./list/list-nav.js";
import { PeopleProvider } from "./list/people.js";
import { Page } from "./page.js";
import { ReleaseNotice } from "./release/release-notice.js";
import { startKeeping } from "./release/start.js";
import { Link, usePathname } from "./router.js";
import { useIsAwaited } from "./sync/awaited.js";
import { StoreProvider } from "./sync/store-context.js";
import { type Place, placeOfPath } from "./todo/filter.js";
import { SyncNews } from "./todo/sync-news.js";
import { Announcer } from "./ui/announcer.js";
import { Dialog } from "./ui/dialog.js";
import { CodexMark, ListsIcon, SettingsIcon } from "./ui/icons.js";
import { part } from "./ui/part.js";
import { Toaster } from "./ui/toast.js";
import { speak, words } from "./words/words.js";

const Details = part(async () => (await import("./details/details.js")).Details);
const Settings = part(async () => (await import("./ui/settings.js")).Settings);

/** Milliseconds for which the rest waits for what is awaited: there may be no answer, nor an error. */
const PATIENCE_MS = 10_000;

function loadRest() {
  acting.load();
  startKeeping();
}

/** What every view stands in: who uses the page, what they did, and the frame around it. */
export function App({ session, store }: { session: Session; store: Store }) {
  return (
    <SessionProvider session={session}>
      <StoreProvider store={store}>
        <Frame />
        <Toaster />
        <Announcer />
        <SyncNews />
      </StoreProvider>
    </SessionProvider>
  );
}

function Frame() {
  const path = usePathname();
  const place = placeOfPath(path);
  const [times, setTimes] = useState(0);
  // Another language draws everything anew, but for what it was chosen in: that keeps the focus.
  const speakAnew = () => void speak().then(() => setTimes((before) => before + 1));
  return (
    <PeopleProvider here={place}>
      <Shell path={path} place={place} times={times} onLanguage={speakAnew} />
    </PeopleProvider>
  );
}

interface ShellProps {
  readonly path: string;
  /** The list and filter that the address stands for, if it does. */
  readonly place: Place | undefined;
  /** How often another language was chosen. */
  readonly times: number;
  readonly onLanguage: () => void;
}

function Shell({ path, place, times, onLanguage }: ShellProps) {
  const me = useMe();
  const here = place && (place.listId ?? "");
  const [listsShown, showLists] = useState(false);
  const openTodo = useOpenTodo();
  const [settingsShown, showSettings] = useState(false);
  const parts = useActing();
  const isAwaited = useIsAwaited();
  useEffect(() => {
    const timer = setTimeout(loadRest, isAwaited ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [isAwaited]);
  return (
    <div className="shell">
      <header className="shell-header">
        <button
          type="button"
          className="icon-button shell-lists"
          aria-label={words.frame.lists}
          aria-haspopup="dialog"
          onClick={() => showLists(true)}
        >
          <ListsIcon />
        </button>
        <Link href="/" className="brand">
          <CodexMark />
          <span>Codex</span>
        </Link>
        <button
          type="button"
          className="icon-button shell-settings"
          aria-label={words.frame.settings}
          title={words.frame.settings}
          aria-haspopup="dialog"
          onClick={() => showSettings(true)}
        >
          <SettingsIcon />
        </button>
        {me?.access === "accounts" && <AccountLink me={me} />}
      </header>
      <div className="shell-side">
        <ListNav key={times} here={here} />
      </div>
      <main className="shell-main" key={times}>
        <Page path={path} place={place} />
        <ReleaseNotice />
      </main>
      {parts && <parts.Acting onSettings={() => showSettings(true)} />}
      {openTodo !== undefined && <Details key={openTodo} id={openTodo} />}
      {settingsShown && <Settings onClose={() => showSettings(false)} onLanguage={onLanguage} />}
      {listsShown && (
        <Dialog title={words.frame.lists} kind="sheet" onClose={() => showLists(false)}>
          <ListNav here={here} onChoose={() => showLists(false)} />
        </Dialog>
      )}
    </div>
  );
}
