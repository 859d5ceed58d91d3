import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  add,
  codex,
  gone,
  homeOf,
  killPostgres,
  postgresPid,
  printedAddress,
  texts,
  useCodexDir,
} from "./commands.js";

const dir = useCodexDir();

it("serves on a PostgreSQL of its own, and leaves nothing behind", async () => {
  const child = codex(dir(), ["start"]);
  const address = await printedAddress(child);
  expect(address).toMatch(/^http:\/\/localhost:\d+$/);
  await add(address, "a");
  expect(await texts(address)).toEqual(["a"]);
  const { port } = new URL(address);
  for (const host of ["127.0.0.1", "[::1]"]) {
    expect((await fetch(`http://${host}:${port}/health/ready`)).status, host).toBe(200);
  }
  const pid = postgresPid(dir());
  expect(pid).toBeDefined();
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(0);
  expect(postgresPid(dir())).toBeUndefined();
});

it("brings every todo back after the server and its PostgreSQL were killed", async () => {
  const first = codex(dir(), ["start"]);
  const address = await printedAddress(first);
  for (const text of ["a", "b", "c"]) await add(address, text);
  first.kill("SIGKILL");
  killPostgres(dir());
  await first;

  const second = codex(dir(), ["start"]);
  expect(await texts(await printedAddress(second))).toEqual(["a", "b", "c"]);
  second.kill("SIGINT");
  expect((await second).exitCode).toBe(0);
});

it("adopts the PostgreSQL that a killed server left running", async () => {
  const first = codex(dir(), ["start"]);
  await add(await printedAddress(first), "a");
  const pid = postgresPid(dir());
  first.kill("SIGKILL");
  await first;

  const second = codex(dir(), ["start"]);
  expect(await texts(await printedAddress(second))).toEqual(["a"]);
  expect(postgresPid(dir())).toBe(pid);
  second.kill("SIGTERM");
  await second;
  expect(postgresPid(dir())).toBeUndefined();
});

it("goes on when its PostgreSQL is killed and somebody starts it again", async () => {
  const child = codex(dir(), ["start"]);
  const address = await printedAddress(child);
  await add(address, "a");
  killPostgres(dir());
  await gone(dir());
  expect((await fetch(`${address}/health/ready`)).status).toBe(503);
  const other = codex(dir(), ["start"]);
  expect(await texts(await printedAddress(other))).toEqual(["a"]);
  expect(await texts(address)).toEqual(["a"]);
  child.kill("SIGTERM");
  await child;
  expect(await texts(await Promise.resolve(address)).catch(() => "stopped")).toBe("stopped");
  other.kill("SIGTERM");
  expect((await other).exitCode).toBe(0);
  expect(postgresPid(dir())).toBeUndefined();
});

it("shares its PostgreSQL: whoever ends last stops it", async () => {
  const children = [codex(dir(), ["start"]), codex(dir(), ["start"])];
  const addresses = await Promise.all(children.map(printedAddress));
  await add(addresses[0] ?? "", "a");
  expect(await texts(addresses[1] ?? "")).toEqual(["a"]);
  const [first, second] = children;
  first?.kill("SIGTERM");
  await first;
  expect(postgresPid(dir())).toBeDefined();
  expect(await texts(addresses[1] ?? "")).toEqual(["a"]);
  second?.kill("SIGTERM");
  await second;
  expect(postgresPid(dir())).toBeUndefined();
});

it("remembers its port, and takes another when that one is taken", async () => {
  const settings = () => JSON.parse(readFileSync(join(homeOf(dir()), "settings.json"), "utf8"));
  await codex(dir(), ["db:deploy"]);
  const { port } = settings();
  await codex(dir(), ["db:deploy"]);
  expect(settings().port).toBe(port);
  const squatter = createServer().listen(port, "127.0.0.1");
  const { exitCode } = await codex(dir(), ["db:status"]);
  squatter.close();
  expect(exitCode).toBe(0);
  expect(settings().port).not.toBe(port);
});

it("does not take another process for its PostgreSQL", async () => {
  await codex(dir(), ["db:deploy"]);
  writeFileSync(
    join(homeOf(dir()), "data/postmaster.pid"),
    `${process.pid}\n/somewhere/else\n0\n5432\n\n127.0.0.1\n`,
  );
  const child = codex(dir(), ["start"]);
  await add(await printedAddress(child), "a");
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(0);
});

it("says in one sentence that the port is taken, and stops its PostgreSQL", async () => {
  const first = codex(dir(), ["start"]);
  const { port } = new URL(await printedAddress(first));
  first.kill("SIGTERM");
  await first;
  const squatter = createServer().listen(Number(port), "127.0.0.1");
  const { exitCode, stderr } = await codex(dir(), ["start"], { PORT: port });
  squatter.close();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(new RegExp(`^Port ${port} is taken by another program.*set PORT to a free one\\.$`));
  expect(postgresPid(dir())).toBeUndefined();
});

it.each([
  ["everyone their own todos", {}, 401],
  ["the one owner's, if that is asked for by name,", { ACCESS: "single" }, 200],
])("serves %s to a phone on the same network when HOST says so", async (_what, env, status) => {
  const child = codex(dir(), ["start"], { HOST: "0.0.0.0", ...env });
  const { port } = new URL(await printedAddress(child));
  const lan = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  for (const { address } of lan) {
    const origin = `http://${address}:${port}`;
    expect((await fetch(`${origin}/trpc/todo.list`, { headers: { origin } })).status).toBe(status);
    const { status: me } = await fetch(`${origin}/trpc/account.me`, { headers: { origin } });
    expect(me).toBe(200);
  }
  child.kill("SIGTERM");
  const { all } = await child;
  for (const { address } of lan) expect(all).toContain(`http://${address}:${port}`);
});

it("uses DATABASE_URL and starts no PostgreSQL, saying what is wrong with it", async () => {
  const { exitCode, stderr } = await codex(dir(), ["start"], {
    DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c",
  });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Database connection failed: 127\.0\.0\.1:1\/c: .*ECONNREFUSED/);
  expect(() => statSync(join(dir(), "data"))).toThrow();
});

it.runIf(process.getuid?.() === 0)(
  "as root, keeps the data where an unprivileged PostgreSQL can reach them",
  async () => {
    chmodSync(dir(), 0o700);
    const closed = join(dir(), "checkout/.codex");
    mkdirSync(closed, { recursive: true });
    const first = codex(closed, ["start"]);
    await add(await printedAddress(first), "a");
    first.kill("SIGTERM");
    expect((await first).exitCode).toBe(0);
    const second = codex(closed, ["start"]);
    expect(await texts(await printedAddress(second))).toEqual(["a"]);
    second.kill("SIGTERM");
    await second;
    expect(homeOf(closed)).not.toBe(closed);
    expect(postgresPid(closed)).toBeUndefined();
    rmSync(homeOf(closed), { recursive: true });
  },
);
