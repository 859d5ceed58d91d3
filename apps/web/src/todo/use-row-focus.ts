import type { Todo } from "@codex/core/todo";
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { hasMouse } from "../ui/pointer.js";

interface RowFocus {
  readonly list: RefObject<HTMLUListElement | null>;
  /** The index of the row at which Tab stops. */
  readonly current: number;
  readonly focusRow: (id: string) => void;
  readonly listProps: {
    onFocus(event: FocusEvent<HTMLElement>): void;
    onBlur(event: FocusEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

/**
 * Moves focus between rows with the arrow keys, and on to the neighbour when the row that has it goes
 * away, whatever took it away. When no row is left, focus goes to `fallback`, a text field, unless that
 * would bring up a phone's keyboard unasked.
 */
export function useRowFocus(rows: readonly Todo[], fallback: RefObject<HTMLElement | null>): RowFocus {
  const list = useRef<HTMLUListElement>(null);
  const [currentId, setCurrentId] = useState<string>();
  const hadFocus = useRef(false);
  const lastIndex = useRef(0);
  // Most often it stands where it stood.
  const stays = currentId !== undefined && rows[lastIndex.current]?.id === currentId;
  const index = stays ? lastIndex.current : rows.findIndex(({ id }) => id === currentId);

  /** A row that was out of sight gets the focus as soon as it is drawn. */
  const wanted = useRef<string>(undefined);

  const focusRow = useCallback((id: string) => {
    wanted.current = focusElement(list.current, id) ? undefined : id;
    setCurrentId(id);
  }, []);

  useLayoutEffect(() => {
    if (wanted.current !== undefined && focusElement(list.current, wanted.current))
      wanted.current = undefined;
  });

  useLayoutEffect(() => {
    if (index >= 0) {
      lastIndex.current = index;
      return;
    }
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!hadFocus.current || !lost) return;
    hadFocus.current = false;
    const neighbour = rows[Math.min(lastIndex.current, rows.length - 1)];
    if (neighbour) focusRow(neighbour.id);
    else if (hasMouse()) fallback.current?.focus();
  });

  return {
    list,
    current: Math.max(index, 0),
    focusRow,
    listProps: {
      onFocus: (event) => {
        hadFocus.current = true;
        setCurrentId(rowIdOf(event.target));
      },
      onBlur: (event) => {
        if (event.relatedTarget && !list.current?.contains(event.relatedTarget)) hadFocus.current = false;
      },
      onKeyDown: (event) => {
        const next = rowForKey(event, rows, index);
        if (!next) return;
        event.preventDefault();
        focusRow(next.id);
      },
    },
  };
}

function rowForKey(event: KeyboardEvent, rows: readonly Todo[], index: number): Todo | undefined {
  const typing = event.target instanceof HTMLTextAreaElement;
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  switch (event.key) {
    case "ArrowDown":
      return rows[index + 1];
    case "ArrowUp":
      return index > 0 ? rows[index - 1] : undefined;
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    default:
      return undefined;
  }
}

/** @returns whether the row is there */
function focusElement(list: HTMLElement | null, id: string): boolean {
  const control = rowElement(list, id)?.querySelector<HTMLElement>("input[type=checkbox]");
  control?.focus();
  return control !== undefined && control !== null;
}

function rowElement(list: HTMLElement | null, id: string): HTMLElement | undefined {
  return list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? undefined;
}

function rowIdOf(target: Element): string | undefined {
  return target.closest<HTMLElement>("[data-id]")?.dataset["id"];
}
