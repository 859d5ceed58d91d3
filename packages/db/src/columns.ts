/**
 * The columns of a table as a statement selects them, named as Prisma names its fields: `todo.created_at as "createdAt"`.
 * With fields that satisfy one of Prisma's selections a statement does not compile any more once schema.prisma has
 * another field; that the columns are called so is for tests on the migrated database to see.
 *
 * @example
 * columnsOf("todo", { id: true, createdAt: true } satisfies Prisma.TodoSelect)
 */
export function columnsOf(table: string, fields: Readonly<Record<string, true>>): string {
  return Object.keys(fields)
    .map((field) => {
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return `${table}.${column} as "${field}"`;
    })
    .join(", ");
}
