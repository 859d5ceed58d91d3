import { type RefObject, useEffect } from "react";
import { CrossIcon, SearchIcon } from "../ui/icons.js";
import { searchWords } from "../words/search-words.js";
import "./todo-search.css";

interface TodoSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  /** How many todos are shown. */
  readonly count: number;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Shows only what has some words, while they are being typed. Escape ends it. */
export function TodoSearch({ text, onText, onClose, count, field }: TodoSearchProps) {
  const said = searchWords();
  useEffect(() => field.current?.focus(), [field]);
  return (
    <search className="todo-search">
      <SearchIcon />
      <input
        ref={field}
        type="search"
        dir="auto"
        aria-label={said.label}
        placeholder={said.label}
        autoComplete="off"
        enterKeyHint="search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onClose();
        }}
      />
      <span role="status" className="todo-search-count">
        {text.trim() !== "" && said.found(count)}
      </span>
      <button type="button" className="icon-button" aria-label={said.close} onClick={onClose}>
        <CrossIcon />
      </button>
    </search>
  );
}
