import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { targetsFrom, useLists } from "../list/use-lists.js";
import { useStore } from "../sync/store-context.js";
import type { Onto } from "../todo/drag.js";
import { useDragging } from "../todo/use-gestures.js";
import { useKeys } from "../todo/use-page.js";
import { part } from "../ui/part.js";
import { rowAt } from "./row-of.js";
import { selectedTodos } from "./select.js";
import { shown } from "./selection.js";
import { type Actions, useActions } from "./use-actions.js";
import { useSelecting } from "./use-selecting.js";
import { useGiven, useUndo, useUndoKeys } from "./use-undo.js";
import "./acting.css";

const BulkBar = part(async () => (await import("./bulk-bar.js")).BulkBar);
const KeysDialog = part(async () => (await import("./keys-dialog.js")).KeysDialog);
const Palette = part(async () => (await import("./palette.js")).Palette);
const SignOut = part(async () => (await import("../account/sign-out-button.js")).SignOut);
const Trash = part(async () => (await import("../list/trash.js")).Trash);

/** What is in front of the page. */
export type InFront = "palette" | "keys" | "trash" | "sign-out";

interface ActingProps {
  readonly onSettings: () => void;
}

/** Over every page: the keys that act, the bar for what is selected, and the commands. */
export function Acting({ onSettings }: ActingProps) {
  const [open, setOpen] = useState<InFront>();
  const [about, setAbout] = useState<readonly string[]>([]);
  const isSelecting = useSyncExternalStore(shown.subscribe, () => shown.get().ids !== undefined);
  const actions = useActions();
  const undo = useUndo();
  useGiven();
  useUndoKeys(undo);
  useSelecting(actions);
  useDropsOnto(actions);
  useKeys({ "?": () => setOpen("keys") });
  usePaletteKey(() => {
    const focused = rowAt(document.activeElement);
    const todos = selectedTodos();
    setAbout((todos.length > 0 ? todos : focused ? [focused] : []).map(({ id }) => id));
    setOpen("palette");
  });
  const close = () => setOpen(undefined);
  return (
    <>
      {isSelecting && <BulkBar />}
      {open === "keys" && <KeysDialog onClose={close} />}
      {open === "trash" && <Trash onClose={close} />}
      {open === "sign-out" && <SignOut onEnd={close} />}
      {open === "palette" && (
        <Palette about={about} onClose={close} onOpen={setOpen} onSettings={onSettings} />
      )}
    </>
  );
}

/** Ctrl+K, also while something is being typed. */
function usePaletteKey(begin: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey ||
      event.key.toLowerCase() !== "k"
    )
      return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) begin();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/**
 * What is dragged onto a list goes there, onto a day it is due then, and onto a todo it goes under it: all that is
 * selected with it.
 */
function useDropsOnto(actions: Actions): void {
  const dragging = useDragging();
  const store = useStore();
  const lists = useLists();
  const onDrop = useEffectEvent((id: string, onto: Onto) => {
    const { rows } = store.get();
    const moved = rows.todo(id);
    if (!moved) return;
    const todos = shown.get().ids?.has(id) ? selectedTodos() : [moved];
    if ("day" in onto) return actions.setDay(todos, onto.day);
    if ("todo" in onto) {
      const parent = rows.todo(onto.todo);
      return parent && actions.putUnder(todos, parent);
    }
    const away = todos.filter(({ listId }) => listId !== onto.list);
    const target = targetsFrom(lists ?? [], undefined).find((list) => list.id === onto.list);
    if (target && away.length > 0) actions.move(away, target);
  });
  useEffect(() => dragging?.watchDropsOnto((moved, onto) => onDrop(moved, onto)), [dragging]);
}
