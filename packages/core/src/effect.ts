import type { Command, CommandKind, CommandOf, PureCommand } from "./command.js";
import { LIST_EFFECTS } from "./effects/list-effects.js";
import { PERSONAL_EFFECTS } from "./effects/personal-effects.js";
import { TODO_EFFECTS } from "./effects/todo-effects.js";
import type { Repetition } from "./repetition.js";
import type { Patch, View } from "./view.js";

/** Who gives a command, and when. */
export interface Circumstances {
  readonly userId: string;
  /** ISO 8601, UTC, in milliseconds. */
  readonly now: string;
  /** When it was done, if that was before it is told, and in which time zone. */
  readonly at?: string | undefined;
  readonly zone?: string | undefined;
  /** Undefined on a page that has not loaded it. */
  readonly repetition?: Repetition | undefined;
}

type Effects<Kind extends PureCommand["kind"]> = {
  readonly [K in Kind]: (view: View, command: CommandOf<K>, circumstances: Circumstances) => Patch[];
};

/** The effects of all commands about one thing. */
export type EffectsOf<Thing extends string> = Effects<Extract<PureCommand["kind"], `${Thing}.${string}`>>;

const EFFECTS: Effects<PureCommand["kind"]> = { ...TODO_EFFECTS, ...LIST_EFFECTS, ...PERSONAL_EFFECTS };

/**
 * What a command does to the rows: the one definition of every kind, which the server carries out and a page
 * shows at once. Whether the user may do it is asked elsewhere.
 *
 * @returns nothing for rows that are so already
 * @throws Refusal
 */
export function effect(view: View, command: PureCommand, circumstances: Circumstances): Patch[] {
  return EFFECTS[command.kind](view, command as never, circumstances);
}

/** Whether the command's effect follows from the rows alone. */
export function isPure(command: Command): command is PureCommand {
  return command.kind !== "list.join" && command.kind !== "undo" && command.kind !== "redo";
}

/** The kinds that `undo` can take back. */
export const UNDOABLE: ReadonlySet<CommandKind> = new Set<CommandKind>([
  "todo.create",
  "todo.update",
  "todo.label",
  "todo.repeat",
  "todo.skip",
  "todo.delete",
  "todo.restore",
  "todo.move",
  "todo.setAllCompleted",
  "todo.clearCompleted",
  "list.create",
  "list.rename",
  "list.delete",
  "list.restore",
  "list.setOrder",
  "label.setColor",
  "view.save",
  "view.delete",
]);
