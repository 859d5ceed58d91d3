import { fileURLToPath } from "node:url";
import { EnvError } from "@codex/api/env";
import { OperatorError } from "@codex/api/operator";
import { StartError } from "@codex/api/run";
import { checkConnection, isDatabaseUrl } from "@codex/db";
import { isDatabaseAway, reasonAway } from "@codex/db/errors";
import { MigrationError } from "@codex/db/migrate";
import { Command } from "commander";
import { addAuditCommand } from "./audit.js";
import { addBackupCommands } from "./backup/commands.js";
import { BackupError } from "./backup/format.js";
import * as database from "./database.js";
import { addDoctorCommand } from "./doctor/commands.js";
import { UsageError } from "./env.js";
import { addUserCommands } from "./users.js";
import type { WithDatabase } from "./with-database.js";

/** The `codex` command. Where its database comes from is the caller's to say. */
export function codexProgram(databaseFrom: WithDatabase): Command {
  const withDatabase: WithDatabase = (work) =>
    databaseFrom(async (url) => {
      if (!isDatabaseUrl(url))
        throw new UsageError(
          "DATABASE_URL must be a URL such as postgresql://user:password@host:5432/database",
        );
      await checkConnection(url);
      await work(url);
    });
  const program = new Command("codex")
    .description("Operates a Codex server's database. It is the one DATABASE_URL names.")
    .showHelpAfterError();

  program
    .command("db:deploy")
    .description("apply every pending migration")
    .action(() => withDatabase(database.deploy));

  program
    .command("db:migrate")
    .description("write the migration that schema.prisma asks for, and apply it")
    .argument("<name>", "what it does, such as add_due_date")
    .action((name: string) => withDatabase((url) => database.migrate(url, name)));

  program
    .command("db:status")
    .description("tell which migrations are pending, failed, edited or missing; exits with 1 if any is")
    .action(() => withDatabase(database.status));

  program
    .command("db:resolve")
    .description("tell the bookkeeping how a failed migration was dealt with")
    .argument("<name>", "the migration's folder name")
    .option("--applied", "its changes were made by hand")
    .option("--rolled-back", "nothing of it is in the database; it will run again")
    .action((name: string, options: { applied?: true; rolledBack?: true }) =>
      withDatabase((url) => database.resolve(url, name, options)),
    );

  program
    .command("db:reset")
    .description("delete everything and apply the migrations anew")
    .option("--force", "do not ask")
    .action((options: { force?: true }) => withDatabase((url) => database.reset(url, options)));

  program
    .command("db:seed")
    .description("add a few todos to look at")
    .action(() => withDatabase(database.seed));

  program
    .command("db:studio")
    .description("open Prisma Studio on the database")
    .action(() =>
      withDatabase((url) => database.studio(url, fileURLToPath(new URL("../../db", import.meta.url)))),
    );

  addBackupCommands(program, withDatabase);
  addDoctorCommand(program, databaseFrom);
  addUserCommands(program, withDatabase);
  addAuditCommand(program, withDatabase);
  return program;
}

/**
 * Runs a command line and ends the process: 0 if all went well, 1 otherwise, the reason on standard error.
 * It ends by itself because the schema engine keeps a timer running for ten seconds.
 */
export async function runProgram(program: Command): Promise<never> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 1;
  }
  process.exit();
}

/** Errors whose message says what to do; a stack trace would only bury it. */
const WHOLE_STORIES = [UsageError, MigrationError, EnvError, StartError, OperatorError, BackupError];

function reasonOf(error: unknown): string {
  if (error instanceof Error && WHOLE_STORIES.some((kind) => error instanceof kind)) return error.message;
  if (isDatabaseAway(error)) return `The database cannot be reached: ${reasonAway(error)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
