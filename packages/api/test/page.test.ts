import { newId } from "@codex/core/id";
import { type TodoListInput, type TodoPage, todoListInputSchema } from "@codex/core/todo";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { userById } from "../src/account/queries.js";
import { countTodos, listTodos, todoById } from "../src/todo/queries.js";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
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
        for (const listId of [world.lists.shared, undefined]) {
          const ask = (input: TodoListInput) => listTodos(db, listId ?? inbox.id, input);
          const expected = await pages(listId, ask, { filter, limit });
          for (const [way, askByIt] of Object.entries(WAYS))
            expect(await pages(listId, askByIt, { filter, limit }), way).toEqual(expected);
          const counted = await new Visitor(server(), world.callers.owner).call("todo.counts", { listId });
          expect(counted.data).toEqual(await countTodos(db, listId ?? inbox.id));
        }
      },
    ),
    { numRuns: 40 },
  );
});

it("gives each of them by itself as Prisma does", async () => {
  const { db } = server();
  const listId = world.lists.shared;
  const rows = fc.sample(todo, { seed: 1, numRuns: 15 });
  const owner = new Visitor(server(), world.callers.owner);
  for (const { inInbox: _, ...row } of rows) {
    const { id } = await db.todo.create({ data: { ...row, id: newId(), listId } });
    const found = await owner.call("todo.byId", { id });
    if (row.deletedAt) expect(found.code).toBe("NOT_FOUND");
    else expect(found.data).toEqual(await todoById(db, listId, id));
  }
});

it("tells who asks what Prisma says of them, with and without an address", async () => {
  const { db } = server();
  for (const [userId, caller] of [
    [world.users.owner, world.callers.owner],
    [world.users.owner, world.callers.readWriteToken],
    [world.users.stranger, world.callers.stranger],
  ] as const) {
    const { data } = await new Visitor(server(), caller).call("account.me");
    expect(data.user).toEqual(await userById(db, userId));
    expect(data.user.id).toBe(userId);
  }
});

/** With a session, with a token, and as a further call of a batch, which knows already who asks. */
const WAYS: Record<string, (input: TodoListInput) => Promise<TodoPage>> = {
  session: async (input) => (await new Visitor(server(), world.callers.owner).call("todo.list", input)).data,
  token: async (input) =>
    (await new Visitor(server(), world.callers.readWriteToken).call("todo.list", input)).data,
  batch: async (input) => {
    const query = new URLSearchParams({ batch: "1", input: JSON.stringify({ 1: input }) });
    const answer = await fetch(`${server().url}/trpc/account.me,todo.list?${query}`, {
      headers: world.callers.owner,
    });
    return JSON.parse(await answer.text())[1].result.data;
  },
};

async function pages(
  listId: string | undefined,
  ask: (input: TodoListInput) => Promise<TodoPage>,
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
