import { type Absence, createWatchedDb, listen, watchAbsence } from "@codex/db";
import { expect, it, onTestFinished } from "vitest";
import { useTestServer } from "./server.js";

const server = useTestServer();

/** A pool of its own, so that nothing but the test asks, with what it tells of its database. */
function watched(url: string) {
  // A slow machine's answers are none of a database that is gone: looked for four times as long as usual.
  const db = createWatchedDb(url, 20);
  onTestFinished(() => db.$disconnect());
  const told: Absence[] = [];
  watchAbsence(db, (absence) => told.push(absence));
  const sleep = (seconds: number) => db.$queryRaw`select pg_sleep(${seconds}::float8)::text as slept`;
  return { db, told, sleep };
}

/** A URL that names the cable first, and then the way around it. What was found out of it is remembered: each has a name. */
function twoHosts(name: string): string {
  const { cable, databaseUrl } = server();
  const { host } = new URL(cable.url);
  return `${cable.url.replace(host, `${host},${new URL(databaseUrl).host}`)}?application_name=${name}`;
}

it.each([
  ["at once", 0, 0],
  ["late", 800, 0],
  ["in two parts", 0, 1_000],
])("leaves a long statement alone where new connections answer %s", async (_how, first, rest) => {
  const { cable } = server();
  cable.delay(first, rest);
  onTestFinished(() => cable.delay(0, 0));
  const { told, sleep } = watched(cable.url);
  await sleep(0);
  const before = cable.laid();
  expect(await sleep(2.5)).toEqual([{ slept: "" }]);
  expect(told).toEqual([]);
  expect(cable.laid() - before).toBeLessThanOrEqual(4);
});

it("leaves a long statement alone where another host takes writes as well", async () => {
  const { told, sleep } = watched(twoHosts("both"));
  await sleep(0);
  expect(await sleep(1.5)).toEqual([{ slept: "" }]);
  expect(told).toEqual([]);
});

it("goes over to the host that takes writes when the one it used falls silent", async () => {
  const { cable } = server();
  const { db, told, sleep } = watched(twoHosts("over"));
  await sleep(0);
  cable.freeze();
  onTestFinished(() => cable.thaw());
  const begun = performance.now();
  await expect(sleep(30)).rejects.toThrow(/does not answer/);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(await db.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
  expect(told).toMatchObject([{ what: "left" }]);
});

it("listens again after a silence, and tells of it", async () => {
  const { cable } = server();
  const { db, told, sleep } = watched(cable.url);
  const opened = { times: 0 };
  const heard: string[] = [];
  const end = listen(db, "silence", {
    heard: (payload) => heard.push(payload),
    opened: () => {
      opened.times += 1;
    },
  });
  onTestFinished(end);
  await expect.poll(() => opened.times).toBe(1);
  cable.freeze();
  await expect(sleep(0)).rejects.toThrow(/does not answer/);
  cable.thaw();
  await expect.poll(() => opened.times, { timeout: 30_000 }).toBe(2);
  await db.$executeRaw`select pg_notify('silence', 'back')`;
  await expect.poll(() => heard).toEqual(["back"]);
  expect(told).toMatchObject([{ what: "gone" }, { what: "back" }]);
});

it("finds a host that is back although what was asked of it meanwhile is never answered", async () => {
  const { cable } = server();
  const { db, told, sleep } = watched(cable.url);
  await sleep(0);
  cable.freeze();
  await expect(sleep(0)).rejects.toThrow(/does not answer/);
  const before = cable.laid();
  await expect.poll(() => cable.laid()).toBeGreaterThan(before + 1);
  cable.thaw("new");
  await expect.poll(() => told).toMatchObject([{ what: "gone" }, { what: "back" }]);
  expect(await db.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
});
