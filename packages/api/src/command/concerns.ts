import type { Command } from "@codex/core/command";
import type { Role } from "@codex/core/role";

/** Who may give a command at all, whatever list it is about: as the procedures of trpc/procedures.ts. */
export type Gate = "user" | "allLists" | "person";

/** A list that a command names. */
export interface ConcernedList {
  /** Left out, the Inbox. */
  readonly listId: string | undefined;
  readonly needed: Role;
  readonly state: "in use" | "deleted";
}

/** What a command is about: what has to be locked, read and permitted. */
export interface Concerns {
  readonly gate: Gate;
  readonly lists: readonly ConcernedList[];
  /** Todos that it changes, for which one has to be an editor of their lists. */
  readonly todos: readonly string[];
  /** Ids that it gives to new rows. */
  readonly newIds: readonly string[];
  /** Todos that it names besides. */
  readonly others: readonly string[];
  /** Whether what stands above and under its todos, and the rule by which they repeat, have to do with it. */
  readonly family: boolean;
  /** Members of its list that it changes. */
  readonly members: readonly string[];
  /** All todos in use of its list, or those with this state. */
  readonly bulk: { readonly completed: boolean | null } | null;
  /** Whether it changes the user's own log. */
  readonly own: boolean;
}

const NOTHING: Concerns = {
  gate: "user",
  lists: [],
  todos: [],
  newIds: [],
  others: [],
  family: false,
  members: [],
  bulk: null,
  own: false,
};

const inUse = (listId: string | undefined, needed: Role): ConcernedList[] => [
  { listId, needed, state: "in use" },
];

/** What a command is about, as far as it says so itself. */
export function concernsOf(command: Command): Concerns {
  switch (command.kind) {
    case "todo.create": {
      const others = command.todos.flatMap(({ parentId, series }) =>
        [parentId ?? [], series?.id ?? []].flat(),
      );
      return {
        ...NOTHING,
        lists: inUse(command.listId, "editor"),
        newIds: command.todos.map(({ id }) => id),
        others,
        family: others.length > 0,
      };
    }
    case "todo.update": {
      const { completed, parentId } = command.set;
      const family = completed !== undefined || parentId !== undefined;
      return { ...NOTHING, todos: command.ids, others: parentId ? [parentId] : [], family };
    }
    case "todo.label":
      return { ...NOTHING, todos: command.ids };
    case "todo.delete":
    case "todo.restore":
    case "todo.purge":
      return { ...NOTHING, todos: command.ids, family: true };
    case "todo.repeat":
      return {
        ...NOTHING,
        todos: [command.id],
        others: command.series ? [command.series.id] : [],
        family: true,
      };
    case "todo.skip":
      return { ...NOTHING, todos: [command.id], family: true };
    case "todo.move":
      return { ...NOTHING, lists: inUse(command.listId, "editor"), todos: command.ids, family: true };
    case "todo.setAllCompleted":
      return {
        ...NOTHING,
        lists: inUse(command.listId, "editor"),
        bulk: { completed: !command.completed },
        family: true,
      };
    case "todo.clearCompleted":
      return { ...NOTHING, lists: inUse(command.listId, "editor"), bulk: { completed: true } };
    case "list.rebalance":
      return { ...NOTHING, lists: inUse(command.listId, "editor"), bulk: { completed: null } };
    case "list.create":
      return { ...NOTHING, gate: "allLists", newIds: [command.id], own: true };
    case "list.rename":
    case "list.delete":
      return { ...NOTHING, lists: inUse(command.listId, "owner") };
    case "list.restore":
    case "list.purge":
      return { ...NOTHING, lists: [{ listId: command.listId, needed: "owner", state: "deleted" }] };
    case "list.setOrder":
      return { ...NOTHING, gate: "allLists", own: true };
    case "list.setRole":
    case "list.removeMember":
    case "list.transfer":
      return {
        ...NOTHING,
        gate: "person",
        lists: inUse(command.listId, "owner"),
        members: [command.userId],
        own: true,
      };
    case "list.leave":
      return { ...NOTHING, gate: "person", lists: inUse(command.listId, "viewer"), own: true };
    case "list.join":
      return { ...NOTHING, gate: "person", own: true };
    case "label.setColor":
      return { ...NOTHING, gate: "allLists", own: true };
    case "view.save":
    case "view.delete":
      return { ...NOTHING, gate: "allLists", others: [command.id], own: true };
    case "undo":
    case "redo":
      return NOTHING;
  }
}
