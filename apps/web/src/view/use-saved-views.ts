import { newId } from "@codex/core/id";
import { useMemo } from "react";
import { useRun, useStore, useStoreState } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";
import { viewWords } from "../words/view-words.js";
import { locale, words } from "../words/words.js";
import { parseQuery, sameQuery, type ViewQuery } from "./query.js";

/** A query that somebody gave a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** What it asks for, written as it is compared. */
  readonly same: string;
}

/** The saved views by name; the same array until something changes. */
export function useSavedViews(): readonly SavedView[] {
  const { rows } = useStoreState();
  return useMemo(() => {
    const { compare } = new Intl.Collator(locale(), { numeric: true });
    return rows
      .savedViews()
      .map(({ id, name, query }) => ({ id, name, query, same: sameQuery(parseQuery(query)) }))
      .sort((a, b) => compare(a.name, b.name));
  }, [rows]);
}

/** What can be done with saved views. */
export function useSavedViewActions() {
  const run = useRun();
  const store = useStore();
  return {
    save(name: string, query: ViewQuery) {
      run({ kind: "view.save", id: newId(), name, query: sameQuery(query) });
      announce(viewWords().save.said(name));
    },
    rename({ id, query }: SavedView, name: string) {
      run({ kind: "view.save", id, name, query });
      announce(viewWords().save.said(name));
    },
    remove({ id, name }: SavedView) {
      const commandId = run({ kind: "view.delete", id });
      toast(viewWords().save.deleted(name), {
        label: words.todo.said.undo,
        run: () => void store.takeBack(commandId),
      });
    },
  };
}
