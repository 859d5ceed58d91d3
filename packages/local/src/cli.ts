#!/usr/bin/env node
import { codexProgram, runProgram } from "@codex/ops/program";
import { dev } from "./dev.js";
import { readLocalEnv } from "./env.js";
import { acquirePostgres } from "./postgres/acquire.js";
import { start } from "./start.js";
import { stopWithStarters } from "./starters.js";
import { withTestPostgres } from "./test-database.js";

const env = readLocalEnv();

const program = codexProgram(async (work) => {
  if (env.databaseUrl !== undefined) return work(env.databaseUrl);
  const postgres = await acquirePostgres(env.codexDir);
  try {
    await work(postgres.url);
  } finally {
    await postgres.release();
  }
})
  .enablePositionalOptions()
  .description(
    "Runs and operates Codex in this checkout, on DATABASE_URL or on a PostgreSQL of its own in .codex/.",
  );

program
  .command("start")
  .description("serve Codex; PORT, HOST and DATABASE_URL are honoured")
  .action(() => {
    stopWithStarters();
    return start(env);
  });

program
  .command("dev")
  .description("serve Codex and reload it whenever a file changes")
  .action(() => {
    stopWithStarters();
    return dev(env);
  });

program
  .command("with-test-database")
  .description("run a command with TEST_DATABASE_URL naming a PostgreSQL that is thrown away afterwards")
  .argument("<command...>")
  .passThroughOptions()
  .action(async (command: string[]) => {
    process.exitCode = await withTestPostgres(command);
  });

await runProgram(program);
