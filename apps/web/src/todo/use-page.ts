import { type RefObject, useEffect } from "react";
import { useCommandLog } from "./todo-commands.js";

/** Shows in the browser's tab which list it is, and how many of its todos are left. */
export function useTitle(list: string, active: number | undefined): void {
  useEffect(() => {
    const name = list === "" || list === "Inbox" ? "Codex" : `${list} – Codex`;
    document.title = active ? `(${active}) ${name}` : name;
  }, [list, active]);
}

/** `/` and `n` lead to the field for new todos, from wherever nothing is being typed. */
export function useComposerKeys(field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key !== "/" && event.key !== "n") return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [field]);
}

/** Asks before the page is left with changes that the server has not got. */
export function useLeaveWarning(): void {
  const { entries, failures } = useCommandLog();
  const wouldLose = failures.length > 0 || entries.some(({ accepted }) => !accepted);
  useEffect(() => {
    if (!wouldLose) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [wouldLose]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox") ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
