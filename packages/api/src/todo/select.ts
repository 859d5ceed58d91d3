import { type Todo, todoSchema } from "@codex/core/todo";
import type { Prisma } from "@codex/db";

/** The columns of a todo that leave the server: those of the wire's `Todo`, no more and no fewer. */
export const todoSelect = all(todoSchema.shape) satisfies Prisma.TodoSelect;

export type TodoRow = Prisma.TodoGetPayload<{ select: typeof todoSelect }>;

/** A row as it goes over the wire: moments as ISO 8601, everything else as it is. */
export function toTodo(row: TodoRow): Todo {
  const { createdAt, deletedAt } = row;
  return { ...row, createdAt: createdAt.toISOString(), deletedAt: deletedAt?.toISOString() ?? null };
}

/** A row as PostgreSQL writes it into JSON. */
export type InJson<Row> = {
  readonly [Field in keyof Row]: Row[Field] extends Date | null
    ? string | Extract<Row[Field], null>
    : Row[Field];
};

/** The same of a row that came as JSON: moments in another form of ISO 8601. */
export function fromJson(row: InJson<TodoRow>): Todo {
  const { createdAt, deletedAt } = row;
  return { ...row, createdAt: inUtc(createdAt), deletedAt: deletedAt && inUtc(deletedAt) };
}

const inUtc = (moment: string) => new Date(moment).toISOString();

function all<Shape extends object>(shape: Shape): Record<keyof Shape, true> {
  const names = Object.keys(shape) as (keyof Shape)[];
  return Object.fromEntries(names.map((name) => [name, true])) as Record<keyof Shape, true>;
}
