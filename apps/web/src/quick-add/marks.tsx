import type { RefObject } from "react";
import { createPortal } from "react-dom";
import type { Chip } from "./chip.js";

interface MarksProps {
  readonly line: string;
  readonly chips: readonly Chip[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Marks the words of chips where they are written: a copy of the line, of which only the marks are seen, lies over it. */
export function Marks({ line, chips, field }: MarksProps) {
  const cell = field.current?.parentElement;
  if (!cell || chips.length === 0) return null;
  return createPortal(
    <div className="quick-marks" dir="auto" aria-hidden="true">
      {partsOf(line, chips).map(({ from, text, isMarked }) =>
        isMarked ? <mark key={from}>{text}</mark> : text,
      )}
    </div>,
    cell,
  );
}

function partsOf(line: string, chips: readonly Chip[]) {
  const parts: { from: number; text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of chips) {
    // A repetition and its first date have the same words.
    if (from < at) continue;
    parts.push({ from: at, text: line.slice(at, from), isMarked: false });
    parts.push({ from, text: line.slice(from, to), isMarked: true });
    at = to;
  }
  return [...parts, { from: at, text: line.slice(at), isMarked: false }];
}
