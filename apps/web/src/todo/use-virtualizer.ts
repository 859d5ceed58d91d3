import type { Virtualizer, VirtualizerOptions } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useState } from "react";

type OfWindow = Virtualizer<Window, HTMLElement>;

type Options = Pick<
  VirtualizerOptions<Window, HTMLElement>,
  | "count"
  | "estimateSize"
  | "overscan"
  | "scrollMargin"
  | "scrollPaddingStart"
  | "scrollPaddingEnd"
  | "getItemKey"
  | "rangeExtractor"
>;

/**
 * TanStack's virtualizer of what scrolls with the window, once `wanted`: it is only loaded then, which its own hook
 * for React cannot do.
 *
 * @returns undefined until it is loaded; "failed" if it cannot be
 */
export function useVirtualizer(options: Options, wanted: boolean): OfWindow | "failed" | undefined {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [loaded, setLoaded] = useState<{ virtual: OfWindow; given: Given } | "failed">();

  useEffect(() => {
    if (!wanted || loaded) return undefined;
    let over = false;
    const begin = async () => {
      const { Virtualizer, measureElement, observeWindowOffset, observeWindowRect, windowScroll } =
        await import("@tanstack/virtual-core");
      const given: Given = {
        getScrollElement: () => window,
        observeElementRect: observeWindowRect,
        observeElementOffset: observeWindowOffset,
        scrollToFn: windowScroll,
        // A new row is told of right after layout. Asking before would force one, for each row.
        measureElement: (row, entry, virtual) => {
          if (entry) return measureElement(row, entry, virtual);
          const index = virtual.indexFromElement(row);
          return (
            virtual.itemSizeCache.get(virtual.options.getItemKey(index)) ??
            virtual.options.estimateSize(index)
          );
        },
        initialOffset: () => window.scrollY,
        // Without it nothing would be drawn at first, and what is typed into a row be lost.
        initialRect: { width: window.innerWidth, height: window.innerHeight },
        onChange: redraw,
      };
      const virtual: OfWindow = new Virtualizer({ ...given, count: 0, estimateSize: () => 0 });
      if (!over) setLoaded({ virtual, given });
    };
    begin().catch(() => (over ? undefined : setLoaded("failed")));
    return () => {
      over = true;
    };
  }, [wanted, loaded]);

  const virtual = loaded === "failed" ? undefined : loaded?.virtual;
  if (loaded && loaded !== "failed") loaded.virtual.setOptions({ ...loaded.given, ...options });
  useLayoutEffect(() => virtual?._didMount(), [virtual]);
  useLayoutEffect(() => virtual?._willUpdate());
  return loaded === "failed" ? loaded : virtual;
}

/** What is the same for every list. */
type Given = Omit<VirtualizerOptions<Window, HTMLElement>, keyof Options>;
