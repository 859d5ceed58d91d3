import type { CommandOf, NewCommand } from "@codex/core/command";
import { dateOfDue } from "@codex/core/due";
import { actingWords } from "../words/acting-words.js";
import { day } from "../words/moment.js";
import { locale } from "../words/words.js";

/** What a command did, as it is told when it was taken back: "deleted 3 todos". */
export function deedOf(command: NewCommand): string {
  const { deeds } = actingWords();
  switch (command.kind) {
    case "todo.create":
      return deeds.added(command.todos.length);
    case "todo.update":
      return deedOfUpdate(command);
    case "todo.label":
      return command.add.length > 0
        ? deeds.labelled(command.ids.length, namesOf(command.add))
        : deeds.unlabelled(command.ids.length, namesOf(command.remove));
    case "todo.move":
      return deeds.moved(command.ids.length);
    case "todo.delete":
      return deeds.deleted(command.ids.length);
    case "todo.restore":
      return deeds.restored(command.ids.length);
    case "todo.setAllCompleted":
      return command.completed ? deeds.allCompleted : deeds.allReopened;
    default:
      return deeds[OTHERS[command.kind] ?? "other"];
  }
}

/** What was done, as a sentence of its own. */
export function asSentence(deed: string): string {
  return deed.charAt(0).toLocaleUpperCase(locale()) + deed.slice(1);
}

/** Labels as they are written. */
export const namesOf = (labels: readonly string[]) => labels.map((label) => `#${label}`).join(", ");

type Deeds = ReturnType<typeof actingWords>["deeds"];
type Fixed = { [Name in keyof Deeds]: Deeds[Name] extends string ? Name : never }[keyof Deeds];

/** Those that are said in the same words whatever they name. */
const OTHERS: { readonly [Kind in NewCommand["kind"]]?: Fixed } = {
  "todo.repeat": "repeat",
  "todo.skip": "skipped",
  "todo.clearCompleted": "cleared",
  "list.create": "listAdded",
  "list.rename": "listRenamed",
  "list.delete": "listDeleted",
  "list.restore": "listRestored",
  "list.setOrder": "listsOrdered",
  "label.setColor": "labelColored",
  "view.save": "viewSaved",
  "view.delete": "viewDeleted",
};

function deedOfUpdate({ ids, set }: Omit<CommandOf<"todo.update">, "commandId">): string {
  const { deeds } = actingWords();
  const { length } = ids;
  if (set.completed !== undefined) return set.completed ? deeds.completed(length) : deeds.reopened(length);
  if (set.text !== undefined) return deeds.rewritten(length);
  if (set.parentId !== undefined) return set.parentId ? deeds.under(length) : deeds.notUnder(length);
  if (set.due !== undefined)
    return set.due ? deeds.due(length, day(dateOfDue(set.due))) : deeds.notDue(length);
  if (set.priority !== undefined) return deeds.priority(length);
  return set.rank === undefined ? deeds.changed(length) : deeds.placed(length);
}
