import { type Ref, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useMemo } from "react";
import { useLists } from "../list/use-lists.js";
import { useStore } from "../sync/store-context.js";
import type { Create } from "../todo/command.js";
import { linesOf } from "../todo/lines.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { quickAddWords } from "../words/quick-add-words.js";
import { words } from "../words/words.js";
import type { Chip, NamedList } from "./chip.js";
import { Chips } from "./chips.js";
import { givenBy } from "./given.js";
import { LinesBar } from "./lines-bar.js";
import { Marks } from "./marks.js";
import { useUnderstood } from "./use-understood.js";
import "./quick-add.css";

/** Adds a line with what was understood of it. @returns whether it did: otherwise the line is text */
export type TakeLine = (line: string, create: Create) => boolean;

interface QuickAddProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  /** Where the draft is written. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Is given what adds the line. */
  readonly take: Ref<TakeLine>;
}

/** Under the place where todos are written: what was understood of the line, or what is to become of several lines. */
export function QuickAdd({ draft, onDraft, field, take }: QuickAddProps) {
  const store = useStore();
  const all = useLists();
  const lists = useMemo<readonly NamedList[]>(
    () => (all ?? []).filter(({ role }) => role !== "viewer"),
    [all],
  );
  const lines = linesOf(draft);
  const isOne = lines.length < 2;
  const { read, chips, reject } = useUnderstood(isOne ? draft : "", lists);

  useImperativeHandle(
    take,
    () => (line, create) => {
      const understood = linesOf(line).length === 1 ? read(line) : undefined;
      if (!understood || understood.chips.length === 0) return false;
      const given = givenBy(understood.chips);
      const commandId = create([understood.text], given);
      const list = lists.find(({ id }) => id === given.listId);
      const undo = { label: words.todo.said.undo, run: () => void store.takeBack(commandId) };
      if (list) toast(quickAddWords().addedTo(list.name), undo);
      return true;
    },
    [read, lists, store],
  );

  const keepText = (chip: Chip) => {
    reject(chip);
    announce(quickAddWords().kept(chip.source));
    field.current?.focus();
  };
  const keepOne = () => {
    onDraft(lines.join(" "));
    field.current?.focus();
  };
  useKeys(field, (key, caret) => {
    if (key === "Escape" && !isOne) return keepOne;
    const chip = key === "Escape" ? chips.at(-1) : chips.find(({ to }) => to === caret);
    return chip && (() => keepText(chip));
  });

  if (!isOne) return <LinesBar count={lines.length} onKeepOne={keepOne} />;
  return (
    <>
      <Chips chips={chips} lists={lists} onReject={keepText} />
      <Marks line={draft} chips={chips} field={field} />
    </>
  );
}

/**
 * Listens to Escape, and to Backspace where nothing is selected, in the field.
 *
 * @param actionOf - what a key does with the caret where it is, if it is not to do what it always does
 */
function useKeys(
  field: RefObject<HTMLTextAreaElement | null>,
  actionOf: (key: "Escape" | "Backspace", caret: number) => (() => void) | undefined,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, isComposing, keyCode, repeat, target } = event;
    // Who holds Backspace down wants to delete.
    if (isComposing || keyCode === 229 || repeat || hasModifier(event)) return;
    if ((key !== "Escape" && key !== "Backspace") || !(target instanceof HTMLTextAreaElement)) return;
    const { selectionStart, selectionEnd } = target;
    if (key === "Backspace" && selectionStart !== selectionEnd) return;
    const action = actionOf(key, selectionStart);
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const area = field.current;
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    area?.addEventListener("keydown", onKeyDown);
    return () => area?.removeEventListener("keydown", onKeyDown);
  }, [field]);
}

const hasModifier = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  ctrlKey || metaKey || altKey || shiftKey;
