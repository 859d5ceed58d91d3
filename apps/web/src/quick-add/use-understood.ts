import { useCallback, useEffect, useMemo, useState } from "react";
import { onDemand } from "../ui/on-demand.js";
import { useShared } from "../ui/shared.js";
import type { Chip, NamedList, Understood } from "./chip.js";
import { understoodHere } from "./given.js";
import { chosenQuickAdd } from "./preference.js";

/** Half of it is a library. */
const reader = onDemand(() => import("./understand.js"));

/** Milliseconds after which it is loaded even by a browser that is busy. */
const SOON_MS = 2_000;

const NO_CHIPS: readonly Chip[] = [];

export interface Reading {
  /** What a line says now; undefined where lines are not read, or not yet. */
  readonly read: (line: string) => Understood | undefined;
  readonly chips: readonly Chip[];
  /** Has a chip's words stay text, until they are gone from the line. */
  readonly reject: (chip: Chip) => void;
}

/** Reads a line while it is written. */
export function useUnderstood(line: string, lists: readonly NamedList[]): Reading {
  const module = useShared(reader);
  const isOn = useShared(chosenQuickAdd) !== "off";
  const [rejected, setRejected] = useState<readonly Chip[]>([]);
  useEffect(() => (isOn ? whenIdle(reader.load) : undefined), [isOn]);
  useEffect(() => {
    setRejected((all) => {
      const left = all.filter(({ source }) => line.includes(source));
      return left.length === all.length ? all : left;
    });
  }, [line]);

  const read = useCallback(
    (text: string) => {
      const keys = rejected.map(({ key }) => key);
      return module && isOn ? understoodHere(module.understand, text, { lists, rejected: keys }) : undefined;
    },
    [module, isOn, lists, rejected],
  );
  const chips = useMemo(() => (line === "" ? NO_CHIPS : (read(line)?.chips ?? NO_CHIPS)), [read, line]);
  return { read, chips, reject: (chip) => setRejected((all) => [...all, chip]) };
}

/** @returns what has it not done after all */
function whenIdle(run: () => void): () => void {
  // Safari has none.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(run, SOON_MS);
    return () => clearTimeout(timer);
  }
  const waiting = requestIdleCallback(run, { timeout: SOON_MS });
  return () => cancelIdleCallback(waiting);
}
