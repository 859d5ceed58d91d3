import type { Todo } from "@codex/core/todo";
import { useMemo, useState } from "react";
import { wasAdded } from "./added.js";

/** Rows drawn at first, and with every step further down. */
const STEP = 100;

/** As many of the newest todos are shown below rows that are not drawn yet. */
const NEWEST = 20;

interface ShownRows {
  readonly head: readonly Todo[];
  /** What this page added, which stands at the end and would else be out of sight. */
  readonly tail: readonly Todo[];
  readonly showMore: () => void;
}

/** Which of the rows are drawn: a page cannot draw ten thousand at once. */
export function useShownRows(rows: readonly Todo[]): ShownRows {
  const [count, setCount] = useState(STEP);
  const head = useMemo(() => rows.slice(0, count), [rows, count]);
  const tail = useMemo(
    () => rows.slice(Math.max(count, rows.length - NEWEST)).filter(wasAdded),
    [rows, count],
  );
  return { head, tail, showMore: () => setCount(count + STEP) };
}
