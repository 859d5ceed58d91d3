import type { NewCommand } from "@codex/core/command";
import type { Todo } from "@codex/core/todo";
import { useState } from "react";
import { useStore } from "../sync/store-context.js";

/** A todo's text while somebody writes it. */
interface TextDraft {
  readonly draft: string;
  readonly setDraft: (draft: string) => void;
  /** What was there when it was begun. */
  readonly begun: string;
  /** The command that saves a text, on the ground of what was there when it was begun: who wrote another one meanwhile is told. */
  saving(text: string): NewCommand;
}

/** What stands in the field of a todo's text: also what others write there, unless something else is being written here. */
export function useTextDraft(todo: Todo): TextDraft {
  const store = useStore();
  const known = () => ({ text: todo.text, basedOn: store.basedOn(todo.id, "text") });
  const [begun, setBegun] = useState(known);
  const [draft, setDraft] = useState(todo.text);
  if (todo.text !== begun.text && (draft === begun.text || draft === todo.text)) {
    setBegun(known());
    setDraft(todo.text);
  }
  return {
    draft,
    setDraft,
    begun: begun.text,
    saving: (text) => {
      const { basedOn } = begun;
      return { kind: "todo.update", ids: [todo.id], set: { text }, ...(basedOn ? { basedOn } : {}) };
    },
  };
}
