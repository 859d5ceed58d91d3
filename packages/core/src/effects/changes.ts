import { noSuch, type Patch, type Rows, type View } from "../view.js";

type Todo = Rows["todo"];

/** What a command does to todos, gathered: a row that is changed in two ways has one patch. */
export class Changes {
  readonly #inserted = new Map<string, Todo>();
  readonly #set = new Map<string, { readonly row: Todo; set: Partial<Todo> }>();

  insert(row: Todo): void {
    this.#inserted.set(row.id, row);
  }

  set(row: Todo, set: Partial<Todo>): void {
    this.#set.set(row.id, { row, set: { ...this.#set.get(row.id)?.set, ...set } });
  }

  patches(): Patch[] {
    return [
      ...[...this.#inserted.values()].map(
        (insert): Patch => ({ table: "todo", key: { id: insert.id }, insert }),
      ),
      ...[...this.#set.values()].flatMap(({ row, set }) => setting(row, set)),
    ];
  }
}

/** What sets fields of a todo: nothing if they are so already. */
export function setting(row: Todo, set: Partial<Todo>): Patch[] {
  const changed = differing(row, set);
  return changed ? [{ table: "todo", key: { id: row.id }, set: changed }] : [];
}

/** The fields of `set` that are not so already. */
export function differing<Row extends object>(row: Row, set: Partial<Row>): Partial<Row> | undefined {
  const changed = { ...set };
  for (const name of Object.keys(set))
    if (isEqual(Reflect.get(row, name), Reflect.get(set, name))) Reflect.deleteProperty(changed, name);
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** A field that a row does not have yet holds what it would if nothing were written there. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === undefined) return b === undefined || b === null || (Array.isArray(b) && b.length === 0);
  return a === b || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));
}

/** The rows that a command names and that are there. @throws Refusal if none is */
export function named(
  view: View,
  ids: readonly string[],
  isMeant: (row: Todo) => boolean = () => true,
): Todo[] {
  const rows = [...new Set(ids)].flatMap((id) => view.todo(id) ?? []).filter(isMeant);
  if (rows.length === 0) throw noSuch("todo");
  return rows;
}

export const isLive = ({ deletedAt }: Todo) => deletedAt === null;
