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
    case "todo.create":
      return {
        ...NOTHING,
        lists: inUse(command.listId, "editor"),
        newIds: command.todos.map(({ id }) => id),
      };
    case "todo.update":
    case "todo.delete":
    case "todo.restore":
    case "todo.purge":
      return { ...NOTHING, todos: command.ids };
    case "todo.move":
      return { ...NOTHING, lists: inUse(command.listId, "editor"), todos: command.ids };
    case "todo.setAllCompleted":
      return {
        ...NOTHING,
        lists: inUse(command.listId, "editor"),
        bulk: { completed: !command.completed },
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
    case "undo":
    case "redo":
      return NOTHING;
  }
}
