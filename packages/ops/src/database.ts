import { createInterface } from "node:readline/promises";
import { createCaller } from "@codex/api/caller";
import { createLog } from "@codex/api/log";
import { createDb, describeUrl } from "@codex/db";
import { resetDatabase, writeMigration } from "@codex/db/authoring";
import { deployMigrations, migrationStatus, resolveMigration } from "@codex/db/migrate";
import { execa } from "execa";
import { UsageError } from "./env.js";
import { say } from "./say.js";
import { SEED_TODOS } from "./seed.js";

const indented = (names: string[]) => names.map((name) => `  ${name}`).join("\n");

export async function deploy(url: string): Promise<void> {
  const { applied, newer } = await deployMigrations(url);
  say(applied.length > 0 ? `Applied:\n${indented(applied)}` : "Every migration is applied already.");
  if (newer.length > 0) say(`The database is ahead of this release by:\n${indented(newer)}`);
}

/** Exits with 1 if something has to be done. */
export async function status(url: string): Promise<void> {
  const { pending, failed, edited, missing, newer } = await migrationStatus(url);
  say(`Database: ${describeUrl(url)}`);
  const parts: [string, string[]][] = [
    ["To be applied (pnpm db:deploy):", pending],
    [
      "Failed (pnpm db:resolve NAME --rolled-back | --applied):",
      failed.map(({ name, error }) => `${name}: ${error ?? "broken off while it ran"}`),
    ],
    ["Edited after they were applied:", edited],
    ["Applied, but their files are missing:", missing],
    ["Applied by a newer release:", newer],
  ];
  for (const [title, names] of parts) if (names.length > 0) say(`${title}\n${indented(names)}`);
  const open = pending.length + failed.length + edited.length + missing.length;
  if (open > 0) process.exitCode = 1;
  else say("Every migration is applied.");
}

export async function migrate(url: string, name: string): Promise<void> {
  await deployMigrations(url);
  const written = await writeMigration(url, name);
  if (!written) return say("schema.prisma asks for no change: nothing was written.");
  say(`Written: ${written.path}`);
  await deploy(url);
}

export async function resolve(
  url: string,
  name: string,
  options: { applied?: true; rolledBack?: true },
): Promise<void> {
  if ((options.applied ?? false) === (options.rolledBack ?? false)) {
    throw new UsageError(
      "Say which of the two it is: --rolled-back (nothing of it is in the database; it will run again) or\n" +
        "--applied (its changes were made by hand; it will not run again).",
    );
  }
  await resolveMigration(url, name, options.applied ? "applied" : "rolled-back");
  say(`${name} is marked as ${options.applied ? "applied" : "rolled back"}.`);
}

export async function reset(url: string, { force }: { force?: true }): Promise<void> {
  const where = describeUrl(url);
  if (!force) await confirmReset(where);
  await resetDatabase(url);
  say(`${where} is empty and has every migration.`);
}

async function confirmReset(where: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageError(
      `This would delete everything in ${where}. Nothing was done; say --force if it is meant.`,
    );
  }
  const readline = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await readline.question(`This deletes everything in ${where}. Type "reset" to go on: `);
    if (answer.trim() !== "reset") throw new UsageError("Nothing was done.");
  } finally {
    readline.close();
  }
}

/** Adds a few todos to look at, to the owner of a single server. Done again, it adds none. */
export async function seed(url: string): Promise<void> {
  await deployMigrations(url);
  const db = createDb(url);
  try {
    const codex = await createCaller(db, createLog("warn"));
    for (const { id, text, completed } of SEED_TODOS) {
      await codex.todo.create({ id, text });
      await codex.todo.update({ id, completed });
    }
    say(`${SEED_TODOS.length} todos to look at are in the Inbox of the single server's owner.`);
  } finally {
    await db.$disconnect();
  }
}

/** Opens Prisma Studio until it is stopped. */
export async function studio(url: string, cwd: string): Promise<void> {
  const env = { DATABASE_URL: url };
  const result = await execa("prisma", ["studio"], {
    cwd,
    env,
    preferLocal: true,
    localDir: cwd,
    stdio: "inherit",
    reject: false,
  });
  if (result.code === "ENOENT")
    throw new UsageError("Prisma Studio is not in this image. Run pnpm db:studio in a checkout.");
  process.exitCode = result.exitCode ?? 0;
}
