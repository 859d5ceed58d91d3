import type { RowsView } from "@codex/client/rows";
import { LABEL_COLORS, type LabelColor } from "@codex/core/personal";
import { memo, useSyncExternalStore } from "react";
import { useStore } from "../sync/store-context.js";
import { metaWords } from "../words/meta-words.js";
import "./label.css";

/** The colour that the user has given to a label, if they have. */
export function colorOf(rows: RowsView, name: string): LabelColor | undefined {
  const color = rows.labels().find((label) => label.name === name)?.color;
  return LABEL_COLORS.find((known) => known === color);
}

/** The same, for as long as something is drawn. */
export function useLabelColor(name: string): LabelColor | undefined {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => colorOf(store.get().rows, name));
}

/** A label as it stands on a todo, in the user's colour for it. */
export const Label = memo(function Label({ name }: { name: string }) {
  return (
    <span className="label" data-color={useLabelColor(name)}>
      <span className="visually-hidden">{metaWords().label}</span>
      <span dir="auto">{name}</span>
    </span>
  );
});
