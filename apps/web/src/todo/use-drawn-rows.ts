import type { Todo } from "@codex/core/todo";
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { wasAdded } from "./added.js";

/** Pixels of a row with one line of text, until it is measured. */
const USUAL_HEIGHT = 53;

/** Rows that are drawn above and below those in sight. */
const OVERSCAN = 8;

/** Pixels at the top and bottom of the window where rows are covered: the composer, and the footer. */
const COVERED = { top: 96, bottom: 64 } as const;

interface DrawnRow {
  readonly todo: Todo;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
}

interface DrawnRows {
  readonly rows: readonly DrawnRow[];
  /** Pixels of all rows. */
  readonly height: number;
  /** To be given every drawn row. */
  readonly measure: (row: HTMLElement | null) => void;
}

/**
 * Which rows are drawn: a page cannot draw ten thousand at once.
 *
 * @param kept - the indexes of rows that are drawn wherever the page was scrolled to
 */
export function useDrawnRows(
  rows: readonly Todo[],
  list: RefObject<HTMLElement | null>,
  kept: readonly number[],
): DrawnRows {
  const [top, setTop] = useState(0);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => USUAL_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: COVERED.top,
    scrollPaddingEnd: COVERED.bottom,
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: (range) => withKept(range, kept),
    useFlushSync: false,
  });

  useLayoutEffect(() => {
    const { current } = list;
    if (current) setTop(Math.round(current.getBoundingClientRect().top + window.scrollY));
  });

  // What this page adds stands at the end, and would else be out of sight.
  const last = rows.at(-1);
  const lastId = useRef(last?.id);
  useLayoutEffect(() => {
    if (last && last.id !== lastId.current && wasAdded(last)) virtual.scrollToIndex(rows.length - 1);
    lastId.current = last?.id;
  }, [last, rows.length, virtual]);

  return {
    rows: virtual.getVirtualItems().flatMap(({ index, start }) => {
      const todo = rows[index];
      return todo ? [{ todo, index, start: start - virtual.options.scrollMargin }] : [];
    }),
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
  };
}

function withKept(range: Range, kept: readonly number[]): number[] {
  const drawn = new Set(defaultRangeExtractor(range));
  for (const index of kept) if (index >= 0 && index < range.count) drawn.add(index);
  return [...drawn].sort((a, b) => a - b);
}
