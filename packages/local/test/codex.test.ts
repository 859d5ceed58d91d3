import { expect, it } from "vitest";
import { codex, postgresPid, useCodexDir } from "./commands.js";

const dir = useCodexDir();
const run = (...args: string[]) => codex(dir(), args);

it("takes an empty machine to a seeded database and back", async () => {
  const before = await run("db:status");
  expect([before.exitCode, before.stdout]).toEqual([
    1,
    expect.stringMatching(/To be applied.*\n {2}\d+_init/),
  ]);
  expect((await run("db:deploy")).stdout).toMatch(/Applied:\n {2}\d+_init/);
  expect((await run("db:deploy")).stdout).toBe("Every migration is applied already.");
  expect((await run("db:status")).stdout).toMatch(/Every migration is applied\.$/);
  for (const _twice of [1, 2])
    expect((await run("db:seed")).stdout).toMatch(/\d todos to look at are in the Inbox/);
  const refused = await run("db:reset");
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/Nothing was done; say --force/),
  ]);
  expect((await run("db:reset", "--force")).stdout).toMatch(/is empty and has every migration/);
  expect(postgresPid(dir())).toBeUndefined();
});

it("writes no migration for an unchanged schema", async () => {
  const { exitCode, stdout } = await run("db:migrate", "nothing");
  expect([exitCode, stdout]).toEqual([0, "schema.prisma asks for no change: nothing was written."]);
});

it.each([
  [["db:migrate"], /missing required argument 'name'/],
  [["db:migrate", "../evil"], /must be of lower case letters/],
  [["db:resolve", "x"], /Say which of the two it is/],
  [["db:resolve", "x", "--applied", "--rolled-back"], /Say which of the two it is/],
  [["db:resolve", "x", "--applied"], /x/],
  [["db:explode"], /unknown command 'db:explode'/],
  [["start", "--port", "1"], /unknown option '--port'/],
])("refuses %j and says why", async (args, message) => {
  const { exitCode, stderr } = await run(...args);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it("explains itself", async () => {
  const { exitCode, stdout } = await run("--help");
  expect(exitCode).toBe(0);
  for (const command of [
    "start",
    "dev",
    "db:deploy",
    "db:migrate",
    "db:status",
    "db:resolve",
    "db:reset",
    "db:seed",
    "db:studio",
  ]) {
    expect(stdout).toContain(`\n  ${command} `);
  }
});

it("gives tests a PostgreSQL that is gone afterwards, and their exit code back", async () => {
  const script = "process.stdout.write(process.env.TEST_DATABASE_URL); process.exit(3)";
  const { exitCode, stdout } = await run("with-test-database", "node", "-e", script);
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/^postgresql:\/\/codex:\S+@127\.0\.0\.1:\d+\/codex$/);
  const { port } = new URL(stdout);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});
