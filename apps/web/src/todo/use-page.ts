import { useEffect, useEffectEvent } from "react";
import { useStoreState } from "../sync/store-context.js";
import { chosenShortcuts } from "../ui/shortcuts.js";
import { number } from "../words/format.js";
import { words } from "../words/words.js";

/** Shows in the browser's tab which list it is, and how many of its todos are left. */
export function useTitle(list: string, active: number | undefined): void {
  useEffect(() => {
    const name = list === "" || list === words.list.inbox ? "Codex" : `${list} – Codex`;
    document.title = active ? `(${number(active)}) ${name}` : name;
  }, [list, active]);
}

/** Does something when its key is pressed, wherever nothing is being typed, unless that was switched off. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (chosenShortcuts.get() === "off") return;
    const action = actions[event.key];
    if (!action || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Whether there is text to which the browser's own undo belongs. */
export function isEditing(target: EventTarget | null): boolean {
  const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  // A date that was chosen is a change already made: nobody else takes it back.
  const isChosen = target instanceof HTMLSelectElement || (isField && /date|time|radio/.test(target.type));
  return isTyping(target) && !isChosen && !(isField && target.value === "");
}

/** Asks before the page is left with changes that neither the server nor this browser would have. */
export function useLeaveWarning(): void {
  const { waiting, refused, keeping } = useStoreState();
  const wouldLose = keeping !== "yes" && (refused.length > 0 || waiting.length > 0);
  useEffect(() => {
    if (!wouldLose) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [wouldLose]);
}

/** Whether keys are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox") ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
