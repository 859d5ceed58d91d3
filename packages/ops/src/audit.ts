import { type AuditLine, readAudit } from "@codex/api/audit";
import { createDb } from "@codex/db";
import { deployMigrations } from "@codex/db/migrate";
import type { Command } from "commander";
import { UsageError } from "./env.js";
import { say } from "./say.js";
import type { WithDatabase } from "./with-database.js";

interface Options {
  readonly user?: string;
  readonly since?: string;
  readonly json?: true;
}

/** Adds `audit`: who signed in, was let in, made tokens, moved data, and deleted for good. */
export function addAuditCommand(program: Command, withDatabase: WithDatabase): void {
  program
    .command("audit")
    .description("tell who signed in, was let in or out, made tokens, moved data, deleted for good")
    .option("--user <email>", "only what was done by, to or with this address")
    .option("--since <moment>", "only from then on: 2026-11-26, or 2026-11-26T09:00:00Z")
    .option("--json", "one JSON object a line, with everything")
    .action((options: Options) => {
      const since = options.since === undefined ? undefined : momentOf(options.since);
      const email = options.user?.trim().toLowerCase();
      return withDatabase((url) =>
        tell(url, { email, since, written: options.json ? JSON.stringify : inWords }),
      );
    });
}

async function tell(
  url: string,
  {
    written,
    ...asked
  }: { email: string | undefined; since: Date | undefined; written: (line: AuditLine) => string },
): Promise<void> {
  await deployMigrations(url);
  const db = createDb(url);
  try {
    for await (const line of readAudit(db, asked)) say(written(line));
  } finally {
    await db.$disconnect();
  }
}

function inWords(line: AuditLine): string {
  const { at, kind, address, request, about } = line;
  const told = Object.entries(about).map(([name, value]) => `${name}=${value}`);
  return [at, kind, whoOf(line), address ?? "-", request ?? "-", told.join(" ")].join("\t").trimEnd();
}

function whoOf({ kind, userId, email, address }: AuditLine): string {
  if (kind === "pruned") return "(server)";
  const isOperator = userId === null && address === null;
  return isOperator ? `(operator) ${email ?? ""}`.trim() : (email ?? userId ?? "(nobody)");
}

/** A day begins in UTC. @throws UsageError */
function momentOf(given: string): Date {
  const moment = new Date(given);
  if (/^\d{4}-\d\d-\d\d/.test(given) && !Number.isNaN(moment.getTime())) return moment;
  throw new UsageError(`--since ${given} is no moment: give one such as 2026-11-26 or 2026-11-26T09:00:00Z`);
}
