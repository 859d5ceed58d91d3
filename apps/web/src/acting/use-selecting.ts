import { useEffect } from "react";
import { isTyping } from "../todo/use-page.js";
import { rowAt } from "./row-of.js";
import {
  dropHidden,
  endSelecting,
  extendSelection,
  selectAll,
  selectedTodos,
  selectTo,
  toggleSelected,
} from "./select.js";
import { shown } from "./selection.js";
import type { Actions } from "./use-actions.js";

/** Milliseconds for which a finger holds a row to select it, and pixels that it may move meanwhile. */
const HOLDS_MS = 450;
const HOLDS_WITHIN = 10;

/** Selects by mouse, finger and keys, and does by key what is done with todos. */
export function useSelecting(actions: Actions): void {
  useEffect(() => shown.subscribe(dropHidden), []);
  useEffect(() => {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    // Before the row itself is told: what selects is not to complete or edit.
    const before = (take: (event: KeyboardEvent) => boolean) => (event: KeyboardEvent) => {
      if (!take(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener(
      "keydown",
      before((event) => onKey(event, actions)),
      options,
    );
    window.addEventListener("mousedown", keepText, options);
    // Its click comes first: letting go of what was held is none.
    holdToSelect(options);
    window.addEventListener("click", onClick, options);
    return () => ending.abort();
  }, [actions]);
}

/** @returns whether the key was meant for this */
function onKey(event: KeyboardEvent, actions: Actions): boolean {
  const { key, target } = event;
  if (key === "Escape") return endByKey(target);
  const row = rowAt(target);
  if (!row || isTyping(target)) return false;
  const [control, alt, shift] = [event.ctrlKey || event.metaKey, event.altKey, event.shiftKey];
  if (control && !alt && !shift) {
    if (key.toLowerCase() === "a") selectAll();
    else if (key === "]") actions.putUnderAbove(row);
    else if (key === "[") actions.putOut(row);
    else return false;
    return true;
  }
  if (alt && !control && !shift) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
    const isForward = (key === "ArrowRight") === (document.dir !== "rtl");
    if (isForward) actions.putUnderAbove(row);
    else actions.putOut(row);
    return true;
  }
  if (control || alt) return false;
  if (shift)
    return (key === "ArrowDown" || key === "ArrowUp") && extend(row.id, key === "ArrowDown" ? 1 : -1);
  if (key === "x") toggleSelected(row.id);
  else return onSelectedKey(key, actions);
  return true;
}

function extend(from: string, step: 1 | -1): true {
  const next = extendSelection(from, step);
  if (next !== undefined) shown.get().focusRow(next);
  return true;
}

/** What a key does to one todo it does to all that are selected. */
function onSelectedKey(key: string, actions: Actions): boolean {
  const todos = selectedTodos();
  if (todos.length === 0) return false;
  if (key === "Delete" || key === "Backspace") actions.remove(todos);
  else if (key === "m") document.querySelector<HTMLElement>(".bulk-move")?.click();
  else return false;
  return true;
}

function endByKey(target: EventTarget | null): boolean {
  const { ids, rows, focusRow } = shown.get();
  if (!ids || isTyping(target) || document.querySelector("dialog[open], [popover]:popover-open"))
    return false;
  const bar = target instanceof Element && target.closest(".bulk-bar");
  const back = rows.find(({ id }) => ids.has(id)) ?? rows[0];
  endSelecting();
  if (bar && back) focusRow(back.id);
  return true;
}

/** Shift and a click would select text. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey && rowAt(event.target)) event.preventDefault();
}

function onClick(event: MouseEvent): void {
  const row = rowAt(event.target);
  if (!row || !(event.target instanceof Element)) return;
  const { ids, rows, focusRow } = shown.get();
  // With a key pressed Space and Enter are no clicks.
  const isPointer = event.detail > 0;
  const isText = ids !== undefined && event.target.closest(".todo-text") !== null;
  if (isPointer && event.shiftKey) {
    const focused = rowAt(document.activeElement)?.id;
    selectTo(row.id, focused ?? rows[0]?.id ?? row.id);
  } else if ((isPointer && (event.ctrlKey || event.metaKey)) || isText) toggleSelected(row.id);
  else return;
  event.preventDefault();
  event.stopPropagation();
  if (isPointer) focusRow(row.id);
}

/** A finger that stays on a row selects it. */
function holdToSelect(options: AddEventListenerOptions): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: PointerEvent | undefined;
  let held = false;
  const end = () => clearTimeout(timer);
  const down = (event: PointerEvent) => {
    end();
    held = false;
    start = event;
    const row = event.pointerType === "touch" ? rowAt(event.target) : undefined;
    if (!row) return;
    timer = setTimeout(() => {
      held = true;
      toggleSelected(row.id);
    }, HOLDS_MS);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > HOLDS_WITHIN) end();
  };
  // Letting go of what was held is no tap.
  const click = (event: MouseEvent) => {
    if (!held) return;
    held = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const menu = (event: MouseEvent) => {
    if (start?.pointerType === "touch" && rowAt(event.target)) event.preventDefault();
  };
  window.addEventListener("pointerdown", down, options);
  window.addEventListener("pointermove", move, options);
  window.addEventListener("pointerup", end, options);
  window.addEventListener("pointercancel", end, options);
  window.addEventListener("contextmenu", menu, options);
  window.addEventListener("click", click, options);
}
