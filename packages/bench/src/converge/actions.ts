import type { Store } from "@codex/client/store";
import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import { rankBetween } from "@codex/core/rank";
import fc from "fast-check";

/** What happens in a run: a client gives a command, or something goes wrong. */
export type Action =
  | { readonly do: "command"; readonly client: number; readonly what: What }
  | { readonly do: "repeat" | "cut" | "lose"; readonly client: number }
  | { readonly do: "kill"; readonly server: number }
  | { readonly do: "settle" };

/** A command before it is known on what: the numbers choose among what is there. */
interface What {
  readonly kind: (typeof KINDS)[number];
  readonly list: number;
  readonly todo: number;
  readonly many: number;
  readonly flag: boolean;
  readonly text: string;
}

const KINDS = [
  "todo.create",
  "todo.create",
  "todo.create",
  "todo.update",
  "todo.update",
  "todo.update",
  "field",
  "field",
  "todo.label",
  "under",
  "under",
  "todo.repeat",
  "todo.repeat",
  "todo.skip",
  "todo.restore",
  "place",
  "list.rebalance",
  "todo.delete",
  "todo.move",
  "todo.setAllCompleted",
  "todo.clearCompleted",
  "list.create",
  "list.rename",
  "list.delete",
  "list.setOrder",
  "undo",
  "redo",
] as const;

const small = fc.nat({ max: 1_000 });

/** @param faults - how often something goes wrong for a hundred commands: cuts and lost answers, and kills */
export function actionArbitrary(faults: {
  readonly cuts: number;
  readonly kills: number;
}): fc.Arbitrary<Action> {
  const what = fc.record({
    kind: fc.constantFrom(...KINDS),
    list: small,
    todo: small,
    many: fc.nat({ max: 5 }),
    flag: fc.boolean(),
    text: fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.replaceAll("\0", "").trim() || "empty"),
  });
  const client = fc.nat({ max: 2 });
  return fc.oneof(
    { weight: 10_000, arbitrary: fc.record({ do: fc.constant("command" as const), client, what }) },
    { weight: 300, arbitrary: fc.record({ do: fc.constant("repeat" as const), client }) },
    { weight: 100, arbitrary: fc.constant({ do: "settle" as const }) },
    {
      weight: Math.round(faults.cuts * 100),
      arbitrary: fc.record({ do: fc.constantFrom("cut" as const, "lose" as const), client }),
    },
    {
      weight: Math.round(faults.kills * 100),
      arbitrary: fc.record({ do: fc.constant("kill" as const), server: fc.nat({ max: 1 }) }),
    },
  );
}

const RULES = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=3"];

function fieldFrom(choice: number, flag: boolean) {
  const day = String(1 + (choice % 28)).padStart(2, "0");
  const due = choice % 2 === 0 ? `2027-03-${day}` : `2027-03-${day}T09:00[Europe/Berlin]`;
  return choice % 3 === 0 ? { priority: flag ? 1 : null } : { due: flag || choice % 5 > 0 ? due : null };
}

/** The command as this client can give it, on what it sees. */
export function commandFrom(
  store: Store,
  { kind, list, todo, many, flag, text }: What,
): NewCommand | undefined {
  const { rows } = store.get();
  const lists = [...rows.memberships()].map(({ listId }) => listId).filter((id) => rows.list(id));
  const listId = lists[list % lists.length];
  const other = lists[todo % lists.length];
  if (listId === undefined || other === undefined) return undefined;
  const todos = rows.todosOf(listId);
  const ids = Array.from(
    { length: many + 1 },
    (_, index) => todos[(todo + index) % todos.length]?.id,
  ).flatMap((id) => id ?? []);
  switch (kind) {
    case "todo.create":
      return {
        kind,
        listId,
        todos: Array.from({ length: many + 1 }, (_, index) => ({ id: newId(), text: `${text} ${index}` })),
      };
    case "todo.update":
      return ids.length > 0 ? { kind, ids, set: flag ? { completed: todo % 2 === 0 } : { text } } : undefined;
    case "field":
      return ids.length > 0 ? { kind: "todo.update", ids, set: fieldFrom(todo, flag) } : undefined;
    case "todo.label": {
      const [add, remove] = [[`label${many}`], [`label${todo % 6}`]];
      return ids.length > 0 ? { kind, ids, add, remove: flag ? remove : [] } : undefined;
    }
    case "under": {
      const parentId = flag ? (todos[list % todos.length]?.id ?? null) : null;
      return ids.length > 0 ? { kind: "todo.update", ids: ids.slice(0, 2), set: { parentId } } : undefined;
    }
    case "todo.repeat": {
      const id = todos.filter(({ due }) => due)[0]?.id;
      const rule = RULES[many % RULES.length] ?? "FREQ=DAILY";
      const mode = flag ? "schedule" : "completion";
      const series = todo % 7 === 0 ? null : ({ id: newId(), rule, mode, zone: "Europe/Berlin" } as const);
      return id === undefined ? undefined : { kind, id, series };
    }
    case "todo.skip": {
      const id = todos.filter(({ seriesId }) => seriesId)[0]?.id;
      return id === undefined ? undefined : { kind, id };
    }
    case "todo.restore":
      // What was deleted last is not known here: of these some are in the trash by the time that it is carried out.
      return ids.length > 0 ? { kind, ids } : undefined;
    case "place": {
      const moved = todos[todo % todos.length];
      const rest = todos.filter((row) => row !== moved);
      const at = many % (rest.length + 1);
      const rank = rankBetween(rest[at - 1], rest[at]);
      if (!moved) return undefined;
      return rank === undefined
        ? { kind: "list.rebalance", listId }
        : { kind: "todo.update", ids: [moved.id], set: { rank } };
    }
    case "list.rebalance":
      return { kind, listId };
    case "todo.delete":
      return ids.length > 0 ? { kind, ids } : undefined;
    case "todo.move":
      return ids.length > 0 ? { kind, ids, listId: other } : undefined;
    case "todo.setAllCompleted":
      return { kind, listId, completed: flag };
    case "todo.clearCompleted":
      return { kind, listId };
    case "list.create":
      return lists.length < 8 ? { kind, id: newId(), name: text } : undefined;
    case "list.rename":
      return { kind, listId, name: text };
    case "list.delete":
      return listId === rows.inboxId || lists.length < 4 ? undefined : { kind, listId };
    case "list.setOrder":
      return { kind, listIds: flag ? lists.toReversed() : lists };
    case "undo":
    case "redo":
      return { kind };
  }
}
