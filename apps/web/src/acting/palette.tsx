import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMe } from "../account/session-context.js";
import { problemWithName } from "../list/list-name.js";
import { useLists } from "../list/use-lists.js";
import { useNewList } from "../list/use-new-list.js";
import { navigate } from "../router.js";
import { useStoreState } from "../sync/store-context.js";
import { Dialog } from "../ui/dialog.js";
import { actingWords } from "../words/acting-words.js";
import type { InFront } from "./acting-layer.js";
import { commandItems, type Item, matching, type Ways } from "./palette-items.js";
import { PaletteList } from "./palette-list.js";
import { useActions } from "./use-actions.js";
import { useUndo } from "./use-undo.js";
import "./palette.css";

interface PaletteProps {
  /** The ids of the todos that the commands are about. */
  readonly about: readonly string[];
  readonly onClose: () => void;
  readonly onOpen: (what: InFront | undefined) => void;
  readonly onSettings: () => void;
}

/** All that can be done, found by typing a part of its name. */
export function Palette(props: PaletteProps) {
  const said = actingWords().palette;
  const [text, setText] = useState("");
  const [naming, setNaming] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    field.current?.focus();
  }, []);
  const type = (typed: string) => {
    setText(typed);
    setProblem(undefined);
    setAt(0);
  };
  const askListName = () => {
    setNaming(true);
    type("");
    field.current?.focus();
  };
  const items = useItems(props, text, naming, askListName, setProblem);
  const current = items[Math.min(at, items.length - 1)];
  const choose = (item: Item) => {
    // Closed first: what is done may give the focus to something, or put another dialog in front.
    if (!item.asks) flushSync(props.onClose);
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeFor(event.key, at, items.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing && current) choose(current);
    else return;
    event.preventDefault();
  };
  const label = naming ? said.listName : said.field;
  return (
    <Dialog title={naming ? said.listName : said.title} onClose={props.onClose}>
      <input
        ref={field}
        type="text"
        className="palette-field"
        role="combobox"
        aria-label={label}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        placeholder={naming ? undefined : said.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p className="palette-found" role="status" data-problem={problem !== undefined}>
        {problem ?? (text === "" ? "" : items.length === 0 ? said.none(text) : said.found(items.length))}
      </p>
      <PaletteList id={id} items={items} current={current} onChoose={choose} onPoint={setAt} />
    </Dialog>
  );
}

/** What there is to choose from. */
function useItems(
  { about, onOpen, onSettings }: PaletteProps,
  text: string,
  naming: boolean,
  askListName: () => void,
  setProblem: (problem: string | undefined) => void,
): readonly Item[] {
  const { rows } = useStoreState();
  const lists = useLists() ?? [];
  const me = useMe();
  const actions = useActions();
  const undo = useUndo();
  const create = useNewList();
  const todos = useMemo(() => about.flatMap((id) => rows.todo(id) ?? []), [about, rows]);
  const signsOut = me?.access === "accounts" && me.user !== null;
  const ways: Ways = {
    lists,
    rows,
    todos,
    actions,
    undo,
    navigate,
    open: onOpen,
    settings: onSettings,
    askListName,
    signOut: signsOut ? () => onOpen("sign-out") : undefined,
  };
  if (!naming) return matching(commandItems(ways), text, ways);
  if (text.trim() === "") return [];
  const found = problemWithName(text);
  const { palette } = actingWords();
  const run = () => (found === undefined ? create(text.trim()) : setProblem(found));
  const item: Item = { id: "create", group: palette.more, name: palette.newListNamed(text.trim()), run };
  return [found === undefined ? item : { ...item, asks: true }];
}

/** Where a key leads, if it does. */
function placeFor(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "PageDown":
      return Math.min(at + 8, count - 1);
    case "PageUp":
      return Math.max(at - 8, 0);
    default:
      return undefined;
  }
}
