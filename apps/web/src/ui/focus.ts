import { type RefObject, useEffect } from "react";

/** Whether nothing has the focus: what had it is gone. */
export function lostFocus(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null || activeElement === document.body || activeElement instanceof HTMLDialogElement
  );
}

/** What had the focus may be gone when a state is another: then what was around or beside it has it. */
export function useFocusKept(beside: RefObject<HTMLElement | null>, state: unknown): void {
  useEffect(() => {
    if (lostFocus()) beside.current?.focus();
  }, [beside, state]);
}
