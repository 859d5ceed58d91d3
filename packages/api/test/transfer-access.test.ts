import { newId } from "@codex/core/id";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestServer } from "./server.js";
import { type CallerName, call, everything, type Shown, type World, worldKeeper } from "./world.js";

const server = useTestServer({ ACCESS: "accounts", RATE_USER: null });
const asMade = worldKeeper(server);
let world: World;

beforeEach(async () => {
  world = await asMade();
});

interface Asked {
  readonly list?: string;
  readonly more?: Record<string, string>;
  readonly dry?: boolean;
}

async function send(shown: Shown, { list, more = {}, dry = false }: Asked = {}) {
  const into = list === undefined ? "" : `&list=${list}`;
  const answer = await fetch(`${server().url}/api/import?format=text${into}${dry ? "&dry=1" : ""}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...shown, ...more },
    body: "One\nTwo\n",
  });
  return { status: answer.status, body: await answer.text() };
}

const out = async (shown: Shown, format = "json") => {
  const answer = await fetch(`${server().url}/api/export?format=${format}`, { headers: shown });
  return { status: answer.status, body: await answer.text() };
};

const NOBODY: Partial<Record<CallerName, number>> = {
  ...{ nobody: 401, revokedSession: 401, forgedSession: 401, revokedToken: 401, expiredToken: 401 },
};

describe("importing into a shared list", () => {
  it.each(
    Object.entries({
      ...{ ...NOBODY, stranger: 404, viewer: 403, readToken: 403 },
      ...{ editor: 200, owner: 200, readWriteToken: 200, limitedToken: 200 },
    }),
  )("%s is answered %i, and a refusal changes nothing", async (caller, status) => {
    const shown = Object.entries(world.callers).find(([name]) => name === caller)?.[1] ?? {};
    const before = await everything(server());
    expect(await send(shown, { list: world.lists.shared, dry: true })).toMatchObject({ status });
    expect(await everything(server())).toEqual(before);
    expect(await send(shown, { list: world.lists.shared })).toMatchObject({ status });
    const after = await everything(server());
    if (status === 200) expect(after).not.toEqual(before);
    else expect(after).toEqual(before);
  });

  it("another's list looks as if it were not there, and a limited token reaches no other, nor makes lists", async () => {
    const { callers, lists } = world;
    const before = await everything(server());
    const absent = await send(callers.owner, { list: newId() });
    expect(absent.status).toBe(404);
    for (const list of [lists.foreign, lists.foreignInbox, lists.deleted])
      expect(await send(callers.owner, { list })).toEqual(absent);
    expect((await send(callers.limitedToken, { list: lists.alone })).status).toBe(404);
    expect((await send(callers.limitedToken)).status).toBe(404);
    expect(await everything(server())).toEqual(before);
  });

  it("takes no file from another site's page, nor as what a form could send", async () => {
    const before = await everything(server());
    const shown = world.callers.owner;
    expect((await send(shown, { more: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await send(shown, { more: { "content-type": "text/plain" } })).status).toBe(415);
    expect(await everything(server())).toEqual(before);
  });

  it("nobody takes another's import back", async () => {
    const { body } = await send(world.callers.owner, { list: world.lists.shared });
    const { batch } = JSON.parse(body.trim().split("\n").at(-1) ?? "");
    const undo = (caller: CallerName) =>
      call(server(), "history.undoBatch", { batch }, world.callers[caller]).then(({ code }) => code);
    expect(await undo("editor")).toBe("NOT_FOUND");
    expect(await server().db.todo.count({ where: { text: "One", deletedAt: null } })).toBe(1);
    expect(await undo("owner")).toBe("ok");
    expect(await server().db.todo.count({ where: { text: "One", deletedAt: null } })).toBe(0);
  });
});

describe("exporting", () => {
  it.each(Object.entries(NOBODY))("%s is answered %i", async (caller, status) => {
    const shown = Object.entries(world.callers).find(([name]) => name === caller)?.[1] ?? {};
    expect((await out(shown)).status).toBe(status);
  });

  it.each(["json", "csv", "todotxt", "ical"])("%s has what one sees, and nothing else", async (format) => {
    const { callers, lists } = world;
    for (const [index, listId] of [lists.shared, lists.alone].entries())
      await call(server(), "todo.create", { listId, text: `Text ${index}` }, callers.owner);
    const seen = async (caller: CallerName) => {
      const { status, body } = await out(callers[caller], format);
      expect(status).toBe(200);
      return [body.includes("Text 0"), body.includes("Text 1")];
    };
    expect(await seen("owner")).toEqual([true, true]);
    expect(await seen("readToken")).toEqual([true, true]);
    expect(await seen("viewer")).toEqual([true, false]);
    expect(await seen("limitedToken")).toEqual([true, false]);
    expect(await seen("stranger")).toEqual([false, false]);
  });
});
