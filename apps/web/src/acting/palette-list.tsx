import { useEffect, useRef } from "react";
import { actingWords } from "../words/acting-words.js";
import type { Item } from "./palette-items.js";

interface PaletteListProps {
  /** With which the ids of the elements begin. */
  readonly id: string;
  readonly items: readonly Item[];
  readonly current: Item | undefined;
  readonly onChoose: (item: Item) => void;
  /** Called with the place of the one that the mouse is over. */
  readonly onPoint: (index: number) => void;
}

/** What there is to choose from, in groups; the field above it keeps the focus. */
export function PaletteList({ id, items, current, onChoose, onPoint }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    <div
      ref={list}
      id={`${id}-list`}
      className="palette-list"
      role="listbox"
      aria-label={actingWords().palette.results}
      // Axe wants what scrolls to be reached; the field's arrow keys do that, and this lets Tab do it too.
      tabIndex={0}
    >
      {groups.map((group, index) => (
        // biome-ignore lint/a11y/useSemanticElements: options stand in no fieldset
        <div key={group} role="group" aria-labelledby={`${id}-group-${index}`}>
          <p id={`${id}-group-${index}`} role="presentation">
            {group}
          </p>
          {items.map(
            (item, place) =>
              item.group === group && (
                // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and names the option
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
                <div
                  key={item.id}
                  id={`${id}-${item.id}`}
                  role="option"
                  aria-selected={item === current}
                  onPointerMove={() => onPoint(place)}
                  onClick={() => onChoose(item)}
                >
                  <span dir="auto">{item.name}</span>
                  {item.more !== undefined && (
                    <small>
                      <bdi>{item.more}</bdi>
                    </small>
                  )}
                </div>
              ),
          )}
        </div>
      ))}
    </div>
  );
}
