import { newId } from "@codex/core/id";
import { liveEventSchema } from "@codex/core/sync";
import { newTodoSchema, todoSchema } from "@codex/core/todo";
import { beforeEach, expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { Visitor } from "./visitor.js";
import { makeWorld, type World } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
let world: World;
let owner: Visitor;

beforeEach(async () => {
  world = await makeWorld(server());
  owner = new Visitor(server(), world.callers.owner);
});

/** Two values of each field that stands in a line of `optionalFields`, and what stands there if nothing does. */
const FIELDS: Record<string, { one: unknown; two: unknown; none: unknown }> = {
  notes: { one: "**Two** litres", two: "Three", none: null },
  due: { one: "2026-03-10", two: "2026-03-10T09:00[Europe/Berlin]", none: null },
  priority: { one: 1, two: 3, none: null },
  labels: { one: ["home", "b"], two: ["away"], none: [] },
  parentId: { one: "a todo", two: "another", none: null },
};

/** Rows have them always; a rule is a row of its own. */
const ALWAYS = ["text", "completed", "rank", "series"];

it("every field of a todo that may be given is tested here", () => {
  const optional = Object.keys(newTodoSchema.shape).filter((name) => !ALWAYS.includes(name));
  expect(Object.keys(FIELDS)).toEqual(optional);
  expect(Object.keys(todoSchema.shape)).toEqual(expect.arrayContaining(optional));
});

async function ok(path: string, input: object) {
  const { code, data, message } = await owner.call(path, input);
  expect([code, message]).toEqual(["ok", ""]);
  return data;
}

it.each(Object.entries(FIELDS))(
  "%s is carried by a line in core and a column alone",
  async (field, values) => {
    const listId = world.lists.shared;
    const parents = [
      await ok("todo.create", { listId, text: "one" }),
      await ok("todo.create", { listId, text: "two" }),
    ];
    const [one, two] = field === "parentId" ? parents.map(({ id }) => id) : [values.one, values.two];
    const abort = new AbortController();
    const live = await fetch(`${server().url}/trpc/sync.live`, {
      headers: world.callers.owner,
      signal: abort.signal,
    });
    const { id, ...made } = await ok("todo.create", { listId, text: "Milk", [field]: one });
    expect(made[field]).toEqual(one);
    expect((await ok("todo.create", { listId, text: "Plain" }))[field]).toEqual(values.none);
    const value = async () => (await ok("todo.byId", { id }))[field];
    expect((await ok("todo.update", { id, [field]: two }))[field]).toEqual(two);
    // An older client knows nothing of it.
    await ok("todo.update", { id, text: "Oat milk" });
    await ok("sync.push", {
      commands: [{ kind: "todo.update", commandId: newId(), ids: [id], set: { completed: true } }],
    });
    expect(await value()).toEqual(two);
    for (const path of ["todo.list", "todo.search"]) {
      const { items } = await ok(path, { listId, ...(path === "todo.search" && { q: "oat" }) });
      expect(items).toContainEqual(expect.objectContaining({ id, [field]: two }));
    }
    const { rows } = await ok("sync.since", { log: listId });
    expect(rows.find((row: { id: string }) => row.id === id).row[field]).toEqual(two);
    await ok("todo.update", { id, [field]: values.none });
    expect(await value()).toEqual(values.none);
    const { items } = await ok("history.list", { listId });
    expect(items.map(({ fields }: { fields: object }) => Reflect.get(fields, field) ?? null)).toEqual(
      expect.arrayContaining([
        { before: two, after: values.none },
        { before: one, after: two },
      ]),
    );
    for (const wanted of [two, two, two, one]) {
      await ok("history.undo", {});
      expect(await value()).toEqual(wanted);
    }
    for (const wanted of [two, two, two, values.none]) {
      await ok("history.redo", {});
      expect(await value()).toEqual(wanted);
    }
    let text = "";
    for await (const chunk of live.body ?? []) {
      text += Buffer.from(chunk).toString();
      const seen = [...text.matchAll(/^data: (.+)\n/gm)].flatMap(([, data = ""]) => {
        const event = liveEventSchema.safeParse(JSON.parse(data)).data;
        return event?.type === "change" ? (event.rows ?? []).filter((row) => row.id === id) : [];
      });
      const last = seen.findLast(({ row }) => row?.["completed"] === true);
      if (last && JSON.stringify(last.row?.[field]) === JSON.stringify(values.none)) break;
    }
    abort.abort();
  },
);

it.each(Object.entries(FIELDS))("%s goes out as JSON, and in again to another's", async (field, { one }) => {
  const listId = world.lists.shared;
  const parent = await ok("todo.create", { listId, text: "one" });
  const value = field === "parentId" ? parent.id : one;
  await ok("todo.create", { listId, text: "Milk", [field]: value });
  const file = await fetch(`${server().url}/api/export`, { headers: world.callers.owner });
  const answer = await fetch(`${server().url}/api/import?format=json`, {
    method: "POST",
    headers: { ...world.callers.stranger, "content-type": "application/octet-stream" },
    body: await file.text(),
  });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"refused":[]')]);
  const copies = { listId: { not: listId } };
  const milk = await server().db.todo.findFirstOrThrow({ where: { text: "Milk", ...copies } });
  const under = await server().db.todo.findFirstOrThrow({ where: { text: "one", ...copies } });
  expect(Reflect.get(milk, field)).toEqual(field === "parentId" ? under.id : one);
});
