import type { Todo } from "@codex/core/todo";
import { useMemo, useState } from "react";
import { useCommandLog } from "./todo-commands.js";

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

/** Which of the loaded rows are drawn: a page cannot draw ten thousand at once. */
export function useShownRows(rows: readonly Todo[], hasMore: boolean, onLoadMore: () => void): ShownRows {
  const [count, setCount] = useState(STEP);
  const { added } = useCommandLog();
  const head = useMemo(() => rows.slice(0, count), [rows, count]);
  const tail = useMemo(
    () => rows.slice(Math.max(count, rows.length - NEWEST)).filter(({ id }) => added.has(id)),
    [rows, count, added],
  );
  const showMore = () => {
    if (count < rows.length) setCount(count + STEP);
    else if (hasMore) onLoadMore();
  };
  return { head, tail, showMore };
}
