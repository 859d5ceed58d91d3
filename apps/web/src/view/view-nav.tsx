import { useMemo } from "react";
import { Link, usePathname, useSearch } from "../router.js";
import { useStoreState } from "../sync/store-context.js";
import { number } from "../words/format.js";
import { viewWords } from "../words/view-words.js";
import { locale, words } from "../words/words.js";
import { countToday, labelsIn } from "./groups.js";
import { pathOfView, viewOfPath } from "./place.js";
import { parseQuery, sameQuery, withQuery } from "./query.js";
import { useSavedViews } from "./use-saved-views.js";
import { useToday } from "./use-today.js";
import { useViewLists } from "./use-view-lists.js";
import "./view-nav.css";

interface ViewNavProps {
  /** The views stand above the lists, the labels below. */
  readonly of: "views" | "labels";
  /** Called when something was chosen. */
  readonly onChoose: (() => void) | undefined;
}

/** Ways to what stands in all lists. */
export function ViewNav({ of, onChoose }: ViewNavProps) {
  return of === "views" ? <Views onChoose={onChoose} /> : <Labels onChoose={onChoose} />;
}

type PartProps = Pick<ViewNavProps, "onChoose">;

function Views({ onChoose }: PartProps) {
  const said = viewWords();
  const today = useToday();
  const lists = useViewLists();
  const saved = useSavedViews();
  const here = viewOfPath(usePathname());
  const search = sameQuery(parseQuery(useSearch()));
  const chosen = here?.kind === "all" ? saved.find(({ same }) => same === search) : undefined;
  const due = useMemo(() => countToday(lists, today), [lists, today]);
  return (
    <nav aria-label={said.views}>
      <ul>
        {(["today", "upcoming", "all"] as const).map((kind) => (
          <NavLink
            key={kind}
            href={pathOfView({ kind })}
            name={said.names[kind]}
            count={kind === "today" ? due : 0}
            day={kind === "today" ? today.date : undefined}
            isHere={here?.kind === kind && !chosen}
            onChoose={onChoose}
          />
        ))}
        {saved.map((view) => (
          <NavLink
            key={view.id}
            href={withQuery("/all", parseQuery(view.query))}
            name={view.name}
            isHere={view === chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </nav>
  );
}

function Labels({ onChoose }: PartProps) {
  const said = viewWords();
  const lists = useViewLists();
  const { rows } = useStoreState();
  const here = viewOfPath(usePathname());
  const labels = useMemo(
    () => [...labelsIn(lists)].sort(new Intl.Collator(locale(), { numeric: true }).compare),
    [lists],
  );
  const colors = new Map(rows.labels().map(({ name, color }) => [name, color]));
  if (labels.length === 0) return null;
  return (
    <nav aria-label={said.labels}>
      <p className="nav-title" aria-hidden="true">
        {said.labels}
      </p>
      <ul>
        {labels.map((label) => (
          <NavLink
            key={label}
            href={pathOfView({ kind: "label", label })}
            name={label}
            color={colors.get(label) ?? "none"}
            isHere={here?.kind === "label" && here.label === label}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </nav>
  );
}

interface NavLinkProps extends PartProps {
  readonly href: string;
  readonly name: string;
  readonly count?: number;
  /** On which a todo is due that is dropped here. */
  readonly day?: string | undefined;
  /** Of a label. */
  readonly color?: string;
  readonly isHere: boolean;
}

function NavLink({ href, name, count = 0, day, color, isHere, onChoose }: NavLinkProps) {
  return (
    <li>
      <Link
        href={href}
        className="list-link"
        data-day={day}
        aria-current={isHere ? "page" : undefined}
        onClick={() => onChoose?.()}
      >
        {color !== undefined && <i className="label-dot" data-color={color} />}
        <span className="list-link-name" dir="auto">
          {name}
        </span>
        {count > 0 && (
          <span className="list-link-count">
            {number(count)}
            <span className="visually-hidden"> {words.list.toDo}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
