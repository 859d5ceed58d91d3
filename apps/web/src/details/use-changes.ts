import type { NewCommand } from "@codex/core/command";
import { useMemo } from "react";
import { useRun, useStore } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { words } from "../words/words.js";

/** Runs commands at once, and says so. */
export interface Changes {
  /** What is seen where it was done. @param said - for a screen reader */
  run(command: NewCommand, said: string): void;
  /** What goes out of sight, with a way back. */
  runUndoable(command: NewCommand, said: string): void;
}

/** How the details of a todo are changed: each change is a command of its own, so that it is taken back by itself. */
export function useChanges(): Changes {
  const run = useRun();
  const store = useStore();
  return useMemo(
    () => ({
      run(command, said) {
        run(command);
        announce(said);
      },
      runUndoable(command, said) {
        const commandId = run(command);
        toast(said, { label: words.todo.said.undo, run: () => void store.takeBack(commandId) });
      },
    }),
    [run, store],
  );
}
