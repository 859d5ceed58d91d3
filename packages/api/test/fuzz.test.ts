import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { appRouter } from "../src/router.js";
import { effort, isLong } from "./fuzz/effort.js";
import { withoutGrowth } from "./fuzz/growth.js";
import { edited, hostileTexts } from "./fuzz/hostile.js";
import { inputOf, Known } from "./fuzz/inputs.js";
import { useTestServer } from "./server.js";
import { type CallerName, makeWorld, PASSWORD, type Shown, typeOf, type World } from "./world.js";

const OFF = {
  RATE_USER: null,
  RATE_GUEST: null,
  RATE_SIGN_IN: null,
  RATE_SIGN_UP: null,
  RATE_RESET: null,
  RATE_INVITE: null,
};
const server = useTestServer({ ACCESS: "accounts", ...OFF });
const PROCEDURES = Object.keys(appRouter._def.procedures);
const CALLERS: readonly CallerName[] = [
  "owner",
  "owner",
  "owner",
  "editor",
  "viewer",
  "stranger",
  "readWriteToken",
  "limitedToken",
  "nobody",
];

let world: World;
const known = new Known();

/** Everybody and everything anew, as what is sent may well delete it. */
async function anew(): Promise<void> {
  world = await makeWorld(server());
  known.beginWith(fields(world));
}
beforeAll(anew);

/** What there is for the fields that inputs commonly have. */
function fields({ users, lists, todos, invites, views, tokens, sessions, secretOf }: World) {
  const ids = [...Object.values(todos), ...Object.values(views)];
  const dues = ["2026-11-26", "2026-03-29T02:30[Europe/Berlin]", "9999-12-31"];
  return {
    ...{ id: ids, ids, parentId: ids, listId: Object.values(lists), listIds: Object.values(lists) },
    ...{ userId: Object.values(users), log: [...Object.values(lists), users.owner], target: ids },
    ...{ inviteId: Object.values(invites), secret: Object.values(secretOf) },
    ...{
      tokenId: Object.values(tokens).map(({ id }) => id),
      sessionId: Object.values(sessions).map(({ id }) => id),
    },
    ...{
      password: [PASSWORD],
      current: [PASSWORD],
      newPassword: [PASSWORD],
      email: ["owner@example.org", "new@example.org"],
    },
    ...{
      due: dues,
      occurrence: dues,
      zone: ["Europe/Berlin", "UTC", "Mars/Olympus"],
      rank: ["a0V", "a1V", "Zz0V"],
      mode: ["schedule"],
    },
    ...{
      rule: ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"],
      start: dues,
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Refusals that say what is wrong with a request; anything else is our own mistake. */
const FINE = new Set([200, 400, 401, 403, 404, 405, 409, 413, 414, 415, 431]);

async function send(path: string, init: RequestInit, shown: Shown): Promise<Answer> {
  const headers = { ...Object.fromEntries(new Headers(init.headers)), ...shown, connection: "close" };
  const answer = await fetch(server().url + path, {
    ...init,
    headers,
    signal: AbortSignal.timeout(20_000),
  });
  if (answer.headers.get("content-type") !== "text/event-stream")
    return { status: answer.status, text: await answer.text() };
  // A stream's first piece says that it is connected, the second whether it may be.
  const reader = answer.body?.getReader();
  let text = "";
  while (!/^data: \{/m.test(text.slice(text.indexOf("\n\n")))) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) break;
    text += Buffer.from(value ?? []).toString();
  }
  await reader?.cancel();
  return { status: answer.status, text };
}

function expectFine({ status, text }: Answer): void {
  expect(FINE.has(status), `${status} ${text.slice(0, 500)}`).toBe(true);
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|node_modules/);
}

function ask(path: string, input: unknown, shown: Shown): Promise<Answer> {
  return call(path, JSON.stringify(input) ?? "", shown);
}

function call(path: string, json: string, shown: Shown): Promise<Answer> {
  if (typeOf(path) !== "mutation") return send(`/trpc/${path}?input=${encodeURIComponent(json)}`, {}, shown);
  const headers = { "content-type": "application/json" };
  return send(`/trpc/${path}`, { method: "POST", headers, body: json }, shown);
}

/** Whatever was written can be read. */
async function readAll(): Promise<void> {
  const shown = world.callers.owner;
  const logs = [...Object.values(world.lists), world.users.owner];
  for (const log of logs) {
    expectFine(await ask("sync.since", { log }, shown));
    expectFine(await ask("todo.list", { listId: log }, shown));
    expectFine(await ask("history.list", { listId: log }, shown));
  }
  for (const path of ["list.all", "trash.list", "label.all", "view.all", "account.export"])
    expect((await ask(path, undefined, shown)).status, path).toBe(200);
  for (const format of ["json", "csv", "todotxt", "ical"])
    expect((await send(`/api/export?format=${format}`, {}, shown)).status, format).toBe(200);
}

it.each(PROCEDURES)("%s takes or refuses whatever it is sent", async (path) => {
  const cases = fc.tuple(fc.constantFrom(...CALLERS), edited(inputOf(path, known)));
  await fc.assert(
    fc.asyncProperty(cases, async ([caller, input]) => {
      const answer = await call(path, input, world.callers[caller]);
      expectFine(answer);
      // Who has been deleted would only be turned away from here on.
      if (answer.status === 401 && caller !== "nobody") await anew();
      if (answer.status === 200 && path !== "sync.live") known.learn(JSON.parse(answer.text));
    }),
    path === "sync.push" ? effort(60, 20_000) : effort(8, 1_000, PROCEDURES.indexOf(path)),
  );
  if (isLong || path === "sync.push") await readAll();
});

it("signs in or refuses whoever comes with whatever", async () => {
  const endpoint = fc.constantFrom("anonymous", "email").map((name) => `sign-in/${name}`);
  const endpoints = fc.oneof(
    endpoint,
    fc.constantFrom("sign-up/email", "sign-out", "request-password-reset", "reset-password"),
  );
  const text = fc.oneof(hostileTexts, known.any(), fc.emailAddress());
  const fields = { email: text, password: text, name: text, invite: text, token: text, newPassword: text };
  const cases = fc.tuple(endpoints, edited(fc.record(fields, { requiredKeys: [] })));
  await fc.assert(
    fc.asyncProperty(cases, async ([path, body]) => {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      };
      expectFine(await send(`/api/auth/${path}`, init, world.callers.nobody));
    }),
    effort(30, 3_000),
  );
});

it("imports or refuses whatever is in a file", async () => {
  await anew();
  const shown = world.callers.owner;
  const formats = ["json", "csv", "todotxt", "ical"] as const;
  const files = await Promise.all(
    formats.map(async (format) => (await send(`/api/export?format=${format}`, {}, shown)).text),
  );
  const cut = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 20 }),
    put: fc.oneof(hostileTexts, fc.string({ unit: "binary" })),
  });
  const cases = fc.tuple(
    fc.constantFrom("json", "csv", "todotxt", "ical", "text"),
    fc.constantFrom(
      ...files,
      "buy milk due:2026-11-26 rec:1w +a @b\n",
      "TYPE,CONTENT,DATE\ntask,a,every day\n",
    ),
    fc.array(cut, { maxLength: 4 }),
    fc.constantFrom("", "&dry=1"),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([format, file, cuts, dry]) => {
      const body = cuts.reduce((text, { at, length, put }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      }, file);
      const init = { method: "POST", headers: { "content-type": "application/octet-stream" }, body };
      expectFine(await send(`/api/import?format=${format}${dry}`, init, shown));
    }),
    effort(40, 5_000),
  );
  await readAll();
});

it("leaves nothing behind", async () => {
  const paths = fc.constantFrom(...PROCEDURES);
  await withoutGrowth(server(), async (round) => {
    const cases = paths.chain((path) => fc.tuple(fc.constant(path), edited(inputOf(path, known))));
    await fc.assert(
      fc.asyncProperty(cases, async ([path, input]) =>
        expectFine(await call(path, input, world.callers.owner)),
      ),
      { ...effort(60, 5_000), seed: round },
    );
  });
});
