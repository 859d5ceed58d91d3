import { type RefObject, useEffect } from "react";
import { useStoreState } from "../sync/store-context.js";
import { lostFocus } from "../ui/focus.js";
import { CrossIcon, PlusIcon, SearchIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { hasMouse } from "../ui/pointer.js";
import { viewWords } from "../words/view-words.js";
import { locale } from "../words/words.js";
import { labelsIn } from "./groups.js";
import { DUES, MOST_SEARCHED, NO_QUERY, PRIORITIES, STATES, type ViewQuery } from "./query.js";
import type { ViewList } from "./use-view-lists.js";
import "../todo/todo-search.css";
import "./filter-bar.css";

interface FilterBarProps {
  readonly query: ViewQuery;
  /** The label that the view is of, which is no filter in it. */
  readonly label: string | undefined;
  readonly lists: readonly ViewList[];
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onQuery: (query: ViewQuery) => void;
  /** Undefined where there is nothing to save. */
  readonly onSave: (() => void) | undefined;
}

/** What is searched for, and the filters: each a chip that takes itself away, and a menu of those that can be added. */
export function FilterBar({ query, label, lists, field, onQuery, onSave }: FilterBarProps) {
  const said = viewWords();
  const { filter } = said;
  const chips = chipsOf(query, label, lists);
  const canSave = onSave !== undefined;
  // What saves a view goes once it is saved, and the menu that deletes it once it is deleted.
  useEffect(() => {
    if (lostFocus() && hasMouse()) field.current?.focus();
  }, [canSave, field]);
  return (
    <search className="filter-bar" aria-label={filter.bar}>
      <div className="todo-search">
        <SearchIcon />
        <input
          ref={field}
          type="search"
          dir="auto"
          aria-label={filter.search}
          placeholder={filter.search}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={MOST_SEARCHED}
          value={query.q}
          onChange={(event) => onQuery({ ...query, q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || query.q === "") return;
            event.preventDefault();
            onQuery({ ...query, q: "" });
          }}
        />
        {query.q !== "" && (
          <button
            type="button"
            className="icon-button"
            aria-label={filter.end}
            onClick={() => {
              onQuery({ ...query, q: "" });
              field.current?.focus();
            }}
          >
            <CrossIcon />
          </button>
        )}
      </div>
      <div className="chips">
        {chips.map(({ name, without }) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-label={filter.remove(name)}
            onClick={() => {
              onQuery(without);
              // The chip that had the focus is gone.
              field.current?.focus();
            }}
          >
            <span dir="auto">{name}</span>
            <CrossIcon />
          </button>
        ))}
        <Menu label={filter.add} icon={<AddFilter />} className="chip-add">
          <Choices query={query} label={label} lists={lists} onQuery={onQuery} />
        </Menu>
        {chips.length > 1 && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              onQuery({ ...NO_QUERY, q: query.q });
              field.current?.focus();
            }}
          >
            {filter.clear}
          </button>
        )}
        {onSave && (
          <button type="button" className="button button-quiet chips-end" onClick={onSave}>
            {said.save.open}
          </button>
        )}
      </div>
    </search>
  );
}

const AddFilter = () => (
  <>
    <PlusIcon />
    <span>{viewWords().filter.one}</span>
  </>
);

interface ChoicesProps {
  readonly query: ViewQuery;
  readonly label: string | undefined;
  readonly lists: readonly ViewList[];
  readonly onQuery: (query: ViewQuery) => void;
}

/** The filters that are not set, by what they are about. */
function Choices({ query, label, lists, onQuery }: ChoicesProps) {
  const { filter } = viewWords();
  const { rows } = useStoreState();
  const labels = new Set([...labelsIn(lists), ...rows.labels().map(({ name }) => name)]);
  const others = [...labels].filter((name) => name !== label && !query.labels.includes(name));
  others.sort(new Intl.Collator(locale(), { numeric: true }).compare);
  const choice = (name: string, set: Partial<ViewQuery>) => (
    <button key={name} type="button" onClick={() => onQuery({ ...query, ...set })}>
      <bdi>{name}</bdi>
    </button>
  );
  return (
    <>
      <p>{filter.state}</p>
      {STATES.map((state) => state !== query.state && choice(filter.states[state], { state }))}
      <p>{filter.due}</p>
      {DUES.map((due) => due !== query.due && choice(filter.dues[due], { due }))}
      <p>{filter.priority}</p>
      {PRIORITIES.map(
        (priority) => priority !== query.priority && choice(filter.ofPriority(priority), { priority }),
      )}
      {others.length > 0 && <p>{filter.label}</p>}
      {others.map((name) => choice(name, { labels: [...query.labels, name] }))}
      {lists.length > 1 && <p>{filter.list}</p>}
      {lists.length > 1 && lists.map(({ id, name }) => id !== query.list && choice(name, { list: id }))}
    </>
  );
}

interface Chip {
  readonly name: string;
  readonly without: ViewQuery;
}

function chipsOf(query: ViewQuery, label: string | undefined, lists: readonly ViewList[]): Chip[] {
  const said = viewWords();
  const { filter } = said;
  const { state, due, priority, labels, list } = query;
  const chips: Chip[] = [];
  const chip = (name: string, set: Partial<ViewQuery>) => chips.push({ name, without: { ...query, ...set } });
  if (state !== "active") chip(filter.states[state], { state: "active" });
  if (due) chip(filter.dues[due], { due: undefined });
  if (priority !== undefined) chip(filter.ofPriority(priority), { priority: undefined });
  for (const name of labels)
    if (name !== label) chip(said.label(name), { labels: labels.filter((other) => other !== name) });
  if (list !== undefined) chip(lists.find(({ id }) => id === list)?.name ?? filter.list, { list: undefined });
  return chips;
}
