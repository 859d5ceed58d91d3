import type { Command } from "@codex/core/command";
import { useEffect, useMemo } from "react";
import { useStore } from "../sync/store-context.js";
import { isEditing } from "../todo/use-page.js";
import { doNow } from "../ui/after-paint.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { actingWords } from "../words/acting-words.js";
import { words } from "../words/words.js";
import { asSentence, deedOf } from "./deed.js";

/** Taking back and doing again, each told in words and with a way back. */
export interface Undo {
  undo(): void;
  redo(): void;
  /** Says what a command did, with a way back. */
  tell(commandId: string): void;
}

/** The commands of this page, each from when it is given: to say later what is taken back. */
const given = new Map<string, Command>();

export function useUndo(): Undo {
  const store = useStore();
  return useMemo<Undo>(() => {
    const deed = (commandId: string | undefined) => {
      const command = commandId === undefined ? undefined : given.get(commandId);
      return command ? deedOf(command) : actingWords().deeds.other;
    };
    /** What an undo or redo was about: it has just been put with those that wait. */
    const targetOf = (commandId: string) => {
      const command = given.get(commandId);
      return command?.kind === "undo" || command?.kind === "redo" ? command.target : undefined;
    };
    const tellUndone = (commandId: string) =>
      toast(actingWords().undone(deed(targetOf(commandId))), { label: actingWords().redo, run: redo });
    const redo = () => {
      doNow();
      const run = store.redo();
      if (!run) announce(actingWords().nothingToRedo);
      else
        toast(actingWords().redone(deed(targetOf(run.commandId))), {
          label: words.todo.said.undo,
          run: undo,
        });
    };
    const undo = () => {
      doNow();
      const run = store.undo();
      if (run) tellUndone(run.commandId);
      else announce(actingWords().nothingToUndo);
    };
    const tell = (commandId: string) =>
      toast(asSentence(deed(commandId)), {
        label: words.todo.said.undo,
        run: () => tellUndone(store.takeBack(commandId).commandId),
      });
    return { undo, redo, tell };
  }, [store]);
}

/** Remembers what is done on this page. */
export function useGiven(): void {
  const store = useStore();
  useEffect(() => {
    const remember = () => {
      // Each is the last that waits when it is given, before anything is answered.
      const last = store.get().waiting.at(-1);
      if (last) given.set(last.commandId, last);
    };
    remember();
    return store.subscribe(remember);
  }, [store]);
}

/** Ctrl+Z takes back what was done last, Shift+Ctrl+Z and Ctrl+Y bring it again, wherever no text is being edited. */
export function useUndoKeys({ undo, redo }: Undo): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isEditing(event.target)) return;
      const key = event.key.toLowerCase();
      const again = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
      if (!again && key !== "z") return;
      event.preventDefault();
      if (again) redo();
      else undo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [undo, redo]);
}
