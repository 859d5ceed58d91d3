import { newId } from "@codex/core/id";
import { beforeEach, expect, it } from "vitest";
import { done, missingNumbers, push } from "./door.js";
import { useTestServer } from "./server.js";
import { makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
const ROUNDS = 25;
let world: World;
let list: string;

beforeEach(async () => {
  world = await makeWorld(server());
  list = world.lists.shared;
});

const owner = () => world.callers.owner;
const editor = () => world.callers.editor;
const todo = (id: string) => server().db.todo.findUniqueOrThrow({ where: { id } });

async function added(text = "a"): Promise<string> {
  const id = newId();
  await done(server(), { kind: "todo.create", listId: list, todos: [{ id, text }] }, owner());
  return id;
}

it("of two updates of one todo the second finds the first's result", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = await added("start");
    await Promise.all(
      ["one", "two", "three"].map((text) =>
        done(
          server(),
          { kind: "todo.update", ids: [id], set: { text } },
          text === "one" ? owner() : editor(),
        ),
      ),
    );
    const steps = await server().db.change.findMany({ where: { rowId: id }, orderBy: { n: "asc" } });
    const [created, first, second, third] = steps.map(({ before }) => before);
    expect([created, first]).toEqual([null, { text: "start" }]);
    const seen = [second, third].map((before) => Object(before).text);
    expect([...seen, (await todo(id)).text].toSorted()).toEqual(["one", "three", "two"]);
    expect(steps.map(({ rev }) => rev)).toEqual(
      steps.map(({ rev }) => rev).toSorted((a, b) => (a < b ? -1 : 1)),
    );
  }
  expect(await missingNumbers(server(), list)).toEqual([]);
});

it("an update against its todo's own creation is either carried out or refused", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = newId();
    const [, [update]] = await Promise.all([
      done(server(), { kind: "todo.create", listId: list, todos: [{ id, text: "a" }] }, owner()),
      push(server(), [{ kind: "todo.update", ids: [id], set: { completed: true } }], editor()),
    ]);
    expect((await todo(id)).completed).toBe(update?.status === "accepted");
  }
  expect(await missingNumbers(server(), list)).toEqual([]);
});

it("clearing what is completed never takes what is not, whatever is created and completed meanwhile", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const id = await added();
    await Promise.all([
      done(server(), { kind: "todo.clearCompleted", listId: list }, owner()),
      push(server(), [{ kind: "todo.update", ids: [id], set: { completed: true } }], editor()),
      done(server(), { kind: "todo.create", listId: list, todos: [{ id: newId(), text: "open" }] }, editor()),
    ]);
  }
  const open = await server().db.todo.findMany({ where: { listId: list, text: "open" } });
  expect(open).toHaveLength(ROUNDS);
  expect(open.every(({ deletedAt }) => deletedAt === null)).toBe(true);
  const cleared = await server().db.todo.findMany({
    where: { listId: list, text: "a", deletedAt: { not: null } },
  });
  expect(cleared.every(({ id, completed }) => completed || id === world.todos.deleted)).toBe(true);
  expect(await missingNumbers(server(), list)).toEqual([]);
});

it("a move against a deletion leaves one todo in one list", async () => {
  const { alone } = world.lists;
  for (let round = 0; round < ROUNDS; round++) {
    const id = await added();
    const [[moved], [deleted]] = await Promise.all([
      push(server(), [{ kind: "todo.move", ids: [id], listId: alone }], owner()),
      push(server(), [{ kind: "todo.delete", ids: [id] }], owner()),
    ]);
    const { listId, deletedAt } = await todo(id);
    expect(deletedAt !== null).toBe(deleted?.status === "accepted");
    expect(listId).toBe(moved?.status === "accepted" ? alone : list);
  }
  for (const log of [list, alone]) expect(await missingNumbers(server(), log)).toEqual([]);
});

it("todos that go to and fro between two lists lock nobody out", async () => {
  const { alone } = world.lists;
  const ids = await Promise.all(Array.from({ length: 10 }, () => added()));
  for (let round = 0; round < 5; round++)
    // More than there are connections; the last of them still gets one before it has waited too long.
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        done(
          server(),
          { kind: "todo.move", ids: index % 3 ? ids : ids.toReversed(), listId: index % 2 ? list : alone },
          owner(),
        ),
      ),
    );
  for (const log of [list, alone]) expect(await missingNumbers(server(), log)).toEqual([]);
});

it("who loses the role writes nothing after that", async () => {
  const { users } = world;
  for (let round = 0; round < ROUNDS; round++) {
    const role = { kind: "list.setRole" as const, listId: list, userId: users.editor };
    await done(server(), { ...role, role: "editor" }, owner());
    const id = newId();
    const [, [write]] = await Promise.all([
      done(server(), { ...role, role: "viewer" }, owner()),
      push(server(), [{ kind: "todo.create", listId: list, todos: [{ id, text: "late" }] }], editor()),
    ]);
    expect((await server().db.todo.count({ where: { id } })) === 1).toBe(write?.status === "accepted");
    const [late] = await push(
      server(),
      [{ kind: "todo.create", listId: list, todos: [{ id: newId(), text: "b" }] }],
      editor(),
    );
    expect(late).toMatchObject({ status: "refused", code: "FORBIDDEN" });
  }
});
