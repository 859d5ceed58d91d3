import type { Todo } from "@codex/core/todo";
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { targetsFrom, useLists } from "../list/use-lists.js";
import { afterPaint } from "../ui/after-paint.js";
import { lostFocus } from "../ui/focus.js";
import { CrossIcon, MoveIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { part } from "../ui/part.js";
import { useShared } from "../ui/shared.js";
import { actingWords } from "../words/acting-words.js";
import { BinIcon, CalendarIcon, FlagIcon, LabelIcon, TickIcon } from "./icons.js";
import { endSelecting, selectAll } from "./select.js";
import { shown } from "./selection.js";
import { type Actions, dueIn, useActions } from "./use-actions.js";

const LabelsDialog = part(async () => (await import("./labels-dialog.js")).LabelsDialog);

const PRIORITIES = [1, 2, 3] as const;

/** Below the page while todos are being selected: how many are, and what can be done with them. */
export function BulkBar() {
  const said = actingWords();
  const { rows, ids } = useShared(shown);
  const todos = useMemo(() => rows.filter(({ id }) => ids?.has(id)), [rows, ids]);
  const bar = useRef<HTMLElement>(null);
  useFocusBack(
    bar,
    rows.findIndex(({ id }) => ids?.has(id)),
  );
  useSelectingMark();
  return (
    <section ref={bar} className="bulk-bar" aria-label={said.select.bar}>
      <div className="bulk-count">
        <strong>{said.select.selected(todos.length)}</strong>
        {todos.length < rows.length && (
          <button type="button" className="button button-quiet" onClick={selectAll}>
            {said.select.all}
          </button>
        )}
        <button
          type="button"
          className="icon-button bulk-end"
          aria-label={said.select.end}
          title={said.select.end}
          onClick={endSelecting}
        >
          <CrossIcon />
        </button>
      </div>
      {todos.length > 0 && <BulkActions todos={todos} />}
    </section>
  );
}

/** Lets the page make room for the bar. A `:has()` would look at every row again whenever anything on the page changes. */
function useSelectingMark(): void {
  useLayoutEffect(() => {
    document.body.toggleAttribute("data-selecting", true);
    return () => document.body.removeAttribute("data-selecting");
  }, []);
}

/** Where the bar goes away with the focus, it goes to the row that was selected first, or to what stands there now. */
function useFocusBack(bar: RefObject<HTMLElement | null>, first: number): void {
  const place = useRef(0);
  useLayoutEffect(() => {
    if (first >= 0) place.current = first;
  });
  useLayoutEffect(() => {
    const { current } = bar;
    return () => {
      if (!current?.contains(document.activeElement)) return;
      // The rows that were moved away are still there.
      afterPaint(() => {
        const { rows, focusRow } = shown.get();
        const row = rows[Math.min(place.current, rows.length - 1)];
        if (row && lostFocus()) focusRow(row.id);
      });
    };
  }, [bar]);
}

function BulkActions({ todos }: { readonly todos: readonly Todo[] }) {
  const said = actingWords().do;
  const actions = useActions();
  const [labelling, setLabelling] = useState(false);
  const reopens = todos.every(({ completed }) => completed);
  return (
    <div className="bulk-actions">
      <Button
        label={reopens ? said.reopen : said.complete}
        icon={<TickIcon />}
        onClick={() => actions.complete(todos, !reopens)}
      />
      <MoveTo todos={todos} actions={actions} />
      <Button label={said.label} icon={<LabelIcon />} onClick={() => setLabelling(true)} />
      <Menu label={said.priority} icon={<FlagIcon />} className="bulk-button">
        {PRIORITIES.map((priority) => (
          <button key={priority} type="button" onClick={() => actions.set(todos, { priority })}>
            {said.priorities[priority]}
          </button>
        ))}
        <button type="button" onClick={() => actions.set(todos, { priority: null })}>
          {said.noPriority}
        </button>
      </Menu>
      <DueMenu todos={todos} actions={actions} />
      <Button label={said.delete} icon={<BinIcon />} onClick={() => actions.remove(todos)} />
      {labelling && <LabelsDialog todos={todos} onClose={() => setLabelling(false)} />}
    </div>
  );
}

interface OfTodos {
  readonly todos: readonly Todo[];
  readonly actions: Actions;
}

function MoveTo({ todos, actions }: OfTodos) {
  const lists = useLists() ?? [];
  const from = new Set(todos.map(({ listId }) => listId));
  const here = from.size === 1 ? lists.find(({ id }) => from.has(id)) : undefined;
  const targets = targetsFrom(lists, here);
  if (targets.length === 0) return null;
  return (
    <Menu label={actingWords().do.move} icon={<MoveIcon />} className="bulk-button bulk-move">
      {targets.map((target) => (
        <button key={target.id} type="button" onClick={() => actions.move(todos, target)}>
          <bdi>{target.name}</bdi>
        </button>
      ))}
    </Menu>
  );
}

function DueMenu({ todos, actions }: OfTodos) {
  const said = actingWords().do;
  return (
    <Menu label={said.due} icon={<CalendarIcon />} className="bulk-button">
      <button type="button" onClick={() => actions.setDay(todos, dueIn(0))}>
        {said.today}
      </button>
      <button type="button" onClick={() => actions.setDay(todos, dueIn(1))}>
        {said.tomorrow}
      </button>
      <form
        className="bulk-date"
        onSubmit={(event) => {
          event.preventDefault();
          const due = new FormData(event.currentTarget).get("due");
          if (typeof due === "string" && due !== "") actions.setDay(todos, due);
          event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
        }}
      >
        <label>
          {said.onDate}
          {/* A click in it is not yet a choice, which would close the menu. */}
          <input
            type="date"
            name="due"
            required
            min="1900-01-01"
            max="2999-12-31"
            onClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => event.stopPropagation()}
          />
        </label>
        <button type="submit" onClick={(event) => event.stopPropagation()}>
          {said.setDate}
        </button>
      </form>
      <button type="button" onClick={() => actions.set(todos, { due: null })}>
        {said.noDue}
      </button>
    </Menu>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}

const Button = ({ label, icon, onClick }: ButtonProps) => (
  <button
    type="button"
    className="icon-button bulk-button"
    aria-label={label}
    title={label}
    onClick={onClick}
  >
    {icon}
  </button>
);
