import { newId } from "@codex/core/id";
import { type TodoListInput, todoListInputSchema } from "@codex/core/todo";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { askAbout, whoIs } from "../src/access/question.js";
import { pageOf } from "../src/todo/page.js";
import { listTodos } from "../src/todo/queries.js";
import { useTestServer } from "./server.js";
import { makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;

/** Moments of which many todos are made at once, as an import makes them. */
const MOMENTS = Array.from({ length: 5 }, (_, index) => new Date(Date.UTC(2026, 0, 1, 0, 0, 0, index * 7)));

const todo = fc.record({
  text: fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll("\0", "") || "a"),
  completed: fc.boolean(),
  createdAt: fc.constantFrom(...MOMENTS),
  deletedAt: fc.option(fc.constantFrom(...MOMENTS), { freq: 5 }),
  rank: fc.option(fc.constantFrom("a0", "a1", "Zz")),
  notes: fc.option(fc.constantFrom('Two\nlines \\ "quoted"', "ünïcode 🌱")),
  due: fc.option(fc.constantFrom("2026-03-29", "2026-03-29T09:00[Europe/Berlin]")),
  priority: fc.option(fc.constantFrom(1, 2, 3)),
  labels: fc.uniqueArray(fc.constantFrom("a", "NULL", 'quo"ted', "com{ma}", "ü", "back\\slash"), {
    maxLength: 4,
  }),
  inInbox: fc.boolean(),
});

beforeAll(async () => {
  world = await makeWorld(server());
});

const places = () => [world.lists.shared, undefined] as const;

it("gives what Prisma gives, page by page, whatever stands in the rows", { timeout: 120_000 }, async () => {
  const { db } = server();
  const inbox = await db.list.findUniqueOrThrow({ where: { inboxOf: world.users.owner } });
  await fc.assert(
    fc.asyncProperty(
      fc.array(todo, { maxLength: 40 }),
      fc.constantFrom("all", "active", "completed"),
      fc.integer({ min: 1, max: 15 }),
      async (rows, filter, limit) => {
        await db.todo.deleteMany({ where: { listId: { in: [inbox.id, world.lists.shared] } } });
        await db.todo.createMany({
          data: rows.map(({ inInbox, ...row }) => ({
            ...row,
            id: newId(),
            listId: inInbox ? inbox.id : world.lists.shared,
            createdBy: world.users.owner,
          })),
        });
        for (const listId of places())
          expect(await pages(listId, (input) => asOwner(input), { filter, limit })).toEqual(
            await pages(listId, (input) => listTodos(db, listId ?? inbox.id, input), { filter, limit }),
          );
      },
    ),
    { numRuns: 60 },
  );
});

const asOwner = (input: TodoListInput) => {
  const { db } = server();
  const caller = { kind: "owner", userId: world.users.owner } as const;
  return pageOf(
    {
      policy: { ACCESS: "accounts", GUESTS: true, SIGNUP: "open" },
      ask: async (question) => ({
        caller,
        rows: (await askAbout(db, whoIs(caller.userId), question)).rows,
      }),
    },
    input,
  );
};

async function pages(
  listId: string | undefined,
  ask: (input: TodoListInput) => ReturnType<typeof listTodos>,
  { filter, limit }: Pick<TodoListInput, "filter" | "limit">,
): Promise<unknown[]> {
  const found: unknown[] = [];
  let cursor: string | undefined;
  do {
    const given = { filter, limit, ...(listId && { listId }), ...(cursor && { cursor }) };
    const page = await ask(todoListInputSchema.parse(given));
    found.push(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}
