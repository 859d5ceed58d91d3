import type { Range } from "@tanstack/virtual-core";
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { wasAdded } from "./added.js";
import { useVirtualizer } from "./use-virtualizer.js";

/** Pixels of a row with one line of text, until it is measured. */
const USUAL_HEIGHT = 53;

/** Rows that are drawn above and below those in sight. */
const OVERSCAN = 5;

/** Pixels at the top and bottom of the window where rows are covered: the composer, and the footer. */
const COVERED = { top: 96, bottom: 64 } as const;

/** As many rows are simply all drawn: the browser's own search finds every one of them. */
const MANY = 100;

/** What stands in a row: a todo, or in some places something between them. */
interface Standing {
  readonly id: string;
}

interface DrawnRow<T> {
  readonly todo: T;
  readonly index: number;
  /** Pixels from the top of the list; undefined where the rows just follow each other. */
  readonly start: number | undefined;
}

interface DrawnRows<T> {
  readonly rows: readonly DrawnRow<T>[];
  /** Pixels of all rows; undefined where they are all drawn. */
  readonly height: number | undefined;
  /** To be given every drawn row. */
  readonly measure: (row: HTMLElement | null) => void;
}

/**
 * Which rows are drawn: a page cannot draw ten thousand at once. Until what works that out is loaded, the first of
 * them.
 *
 * @param kept - the indexes of rows that are drawn wherever the page was scrolled to
 */
export function useDrawnRows<T extends Standing>(
  rows: readonly T[],
  list: RefObject<HTMLElement | null>,
  kept: readonly number[],
): DrawnRows<T> {
  const top = useTop(list);
  const ids = useIds(rows);
  // All rows would be measured anew for another function.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  const options = {
    count: rows.length,
    estimateSize: () => USUAL_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: COVERED.top,
    scrollPaddingEnd: COVERED.bottom,
    getItemKey,
    rangeExtractor: (range: Range) => withKept(range, kept),
  };
  const virtual = useVirtualizer(options, rows.length > MANY);
  const isLoaded = virtual !== undefined && virtual !== "failed";

  // What this page adds stands at the end, and would else be out of sight.
  const last = rows.at(-1);
  const lastId = useRef(last?.id);
  useLayoutEffect(() => {
    if (last && last.id !== lastId.current && wasAdded(last)) {
      if (isLoaded) virtual.scrollToIndex(rows.length - 1);
      else list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
    }
    lastId.current = last?.id;
  }, [last, rows.length, virtual, isLoaded, list]);

  if (!isLoaded) {
    const first = virtual === "failed" ? rows : rows.slice(0, MANY);
    const drawn = first.map((todo, index) => ({ todo, index, start: undefined }));
    return { rows: drawn, height: undefined, measure: notMeasured };
  }
  return {
    rows: virtual.getVirtualItems().flatMap(({ index, start }) => {
      const todo = rows[index];
      return todo ? [{ todo, index, start: start - top }] : [];
    }),
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
  };
}

const notMeasured = () => {};

/** Pixels from the top of the page to the list. */
function useTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const look = () => {
      const { current } = list;
      if (current) setTop(Math.round(current.getBoundingClientRect().top + window.scrollY));
    };
    // Whatever appears above the list makes the page longer. It is told after layout, also of the first, when looking
    // costs nothing.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return top;
}

/** The ids of some rows: the same array as long as they are the same, in the same order. */
function useIds(rows: readonly Standing[]): readonly string[] {
  // Written to while rendering, as nothing but time depends on what is in it: a state would have all rendered twice.
  const [known] = useState<{ rows: readonly Standing[]; ids: readonly string[] }>({ rows: [], ids: [] });
  if (known.rows === rows) return known.ids;
  const { ids } = known;
  const isSame = ids.length === rows.length && rows.every(({ id }, index) => id === ids[index]);
  known.rows = rows;
  if (!isSame) known.ids = rows.map(({ id }) => id);
  return known.ids;
}

function withKept(range: Range, kept: readonly number[]): number[] {
  const from = Math.max(range.startIndex - range.overscan, 0);
  const to = Math.min(range.endIndex + range.overscan, range.count - 1);
  const drawn = new Set(Array.from({ length: to - from + 1 }, (_, index) => from + index));
  for (const index of kept) if (index >= 0 && index < range.count) drawn.add(index);
  return [...drawn].sort((a, b) => a - b);
}
