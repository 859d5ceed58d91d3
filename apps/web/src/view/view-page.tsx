import { useMemo, useState } from "react";
import { useEnded } from "../account/session-context.js";
import { navigate, Redirect, usePathname, useSearch } from "../router.js";
import { ConnectionBanner } from "../todo/connection-banner.js";
import { useNeedsSignIn } from "../todo/todo-page.js";
import { useLeaveWarning, useTitle } from "../todo/use-page.js";
import { useTodos } from "../todo/use-todos.js";
import { MoreIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { part } from "../ui/part.js";
import { actingWords } from "../words/acting-words.js";
import { viewWords } from "../words/view-words.js";
import { locale } from "../words/words.js";
import { NotFound } from "./not-found.js";
import { pathOfView, type ViewPlace, viewOfPath } from "./place.js";
import { parseQuery, sameQuery, type ViewQuery, withQuery } from "./query.js";
import { type SavedView, useSavedViewActions, useSavedViews } from "./use-saved-views.js";
import { useToday } from "./use-today.js";
import { useShownGroups, ViewSheet } from "./view-sheet.js";
import "../todo/todo-page.css";

const EndedNotice = part(async () => (await import("../account/ended-notice.js")).EndedNotice);
const ViewDialog = part(async () => (await import("./view-dialog.js")).ViewDialog);

/** A view of all lists, if the address is the address of one. */
export function ViewPage() {
  // As it stands in the address: the router's own hook takes some of the escaping off, and not the rest.
  const address = usePathname();
  // The same object while something is typed: what is made of it is given to every row.
  const place = useMemo(() => viewOfPath(address), [address]);
  const search = useSearch();
  if (!place) return <NotFound />;
  const path = pathOfView(place);
  const hasFilters = place.kind === "all" || place.kind === "label";
  return <View key={path} place={place} query={parseQuery(hasFilters ? search : "")} />;
}

interface ViewProps {
  readonly place: ViewPlace;
  readonly query: ViewQuery;
}

function View({ place, query }: ViewProps) {
  const needsSignIn = useNeedsSignIn();
  const ended = useEnded();
  const inbox = useTodos({ filter: "all" });
  const shown = useShownGroups(place, query);
  const view = useSavedView(place, query);
  const [dialog, setDialog] = useState<"save" | "rename">();
  const name = view?.name ?? nameOf(place);
  useLeaveWarning();
  useTitle(name, shown.count);
  if (needsSignIn) return <Redirect to="/sign-in" />;
  const go = (next: ViewQuery) =>
    goTo(withQuery(pathOfView(place), next), next.q !== query.q && query.q !== "");
  return (
    <>
      <div className="page-heading">
        <h1 dir="auto">{name}</h1>
        <div className="page-heading-end">
          {place.kind === "today" && <DateOfToday />}
          {view && <SavedViewMenu view={view} onRename={() => setDialog("rename")} />}
        </div>
      </div>
      {ended && <EndedNotice user={ended} />}
      <ConnectionBanner error={inbox.state === "ready" ? inbox.error : undefined} onRetry={inbox.reload} />
      <ViewSheet
        place={place}
        query={query}
        shown={shown}
        inbox={inbox}
        onQuery={go}
        onSave={view || sameQuery(query) === "" || place.kind !== "all" ? undefined : () => setDialog("save")}
      />
      {dialog && (
        <ViewDialog
          query={query}
          view={dialog === "rename" ? view : undefined}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

/** Each step is one back; of a search that is being typed only the beginning is. */
function goTo(address: string, replace: boolean): void {
  try {
    navigate(address, { replace });
  } catch {
    // Some browsers refuse to change the address more than a hundred times within seconds.
  }
}

function useSavedView(place: ViewPlace, query: ViewQuery): SavedView | undefined {
  const saved = useSavedViews();
  const same = sameQuery(query);
  return place.kind === "all" && same !== "" ? saved.find((view) => view.same === same) : undefined;
}

function SavedViewMenu({ view, onRename }: { view: SavedView; onRename: () => void }) {
  const { remove } = useSavedViewActions();
  const { menu } = actingWords();
  return (
    <Menu label={menu.of(view.name)} icon={<MoreIcon />}>
      <button type="button" onClick={onRename}>
        {menu.rename}
      </button>
      <button type="button" className="menu-danger" onClick={() => remove(view)}>
        {menu.delete}
      </button>
    </Menu>
  );
}

function DateOfToday() {
  const { date } = useToday();
  return (
    <time className="view-date" dateTime={date}>
      {new Date(date).toLocaleDateString(locale(), { dateStyle: "full", timeZone: "UTC" })}
    </time>
  );
}

function nameOf(place: ViewPlace): string {
  const said = viewWords();
  return place.kind === "label" ? place.label : said.names[place.kind];
}
