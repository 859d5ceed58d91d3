import type { Circumstances } from "./effect.js";
import type { Changes } from "./effects/changes.js";
import type { Rows, View } from "./view.js";

type Todo = Rows["todo"];

/**
 * What commands do to what repeats: the part of effects for which a library is needed, so that a page loads it only for
 * whoever has something that repeats. Until then it shows no next todo; the server always does.
 */
export interface Repetition {
  /** What keeps a series from being kept, as the end of a sentence: that it never comes, for one. @param due - which of its dates comes next */
  problem(series: Pick<Rows["series"], "rule" | "mode" | "start">, due: string): string | undefined;
  /** The id of the todo that comes after another of a series: the same wherever that is completed. */
  idAfter(seriesId: string, todoId: string): string;
  /** Makes what comes after todos that were completed, each once: whoever completes one makes the very same. */
  addNext(view: View, changes: Changes, rows: readonly Todo[], circumstances: Circumstances): void;
  /** Takes away what came after todos that are not completed after all, unless somebody has touched it. */
  withdrawNext(view: View, changes: Changes, rows: readonly Todo[], circumstances: Circumstances): void;
  /** The date to which a todo goes that is skipped. @throws Refusal if there is none */
  dateAfter(view: View, row: Todo, circumstances: Circumstances): string;
}
