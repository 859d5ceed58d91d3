import type { Command } from "commander";
import { say } from "../say.js";
import type { WithDatabase } from "../with-database.js";
import { backUp } from "./backup.js";
import { readCompressed, STANDARD, toStandardOutput, writeWhole } from "./files.js";
import { Progress } from "./progress.js";
import { verifyBackup } from "./reader.js";
import { type Restored, restore } from "./restore.js";

/** Adds `backup` and `restore`. */
export function addBackupCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command("backup")
    .description("write everything that the database holds, as of now, into a file; servers go on meanwhile")
    .argument("<file>", "it is there only when it is whole; - for standard output")
    .action((file: string) => withDatabase((url) => backup(url, file)));

  program
    .command("restore")
    .description(
      "put the database into the state that a backup holds: all of it, or nothing if anything is wrong",
    )
    .argument("<file>", "what `codex backup` of this release or an older one wrote; - for standard input")
    .option("--replace", "delete what the database holds now")
    .action((file: string, { replace = false }: { replace?: boolean }) =>
      withDatabase(async (url) => tell(await restoreFrom(url, file, { replace }))),
    );
}

/** `codex backup`. */
export async function backup(url: string, file: string, progress = new Progress()): Promise<void> {
  if (file === STANDARD) await backUp(url, toStandardOutput, progress);
  else await writeWhole(file, (sink) => backUp(url, sink, progress));
  progress.say(
    "The backup is whole. Whoever has it can read every todo and sign in as anybody: keep it safe.",
  );
}

/** `codex restore`. */
export async function restoreFrom(
  url: string,
  file: string,
  { replace, progress = new Progress() }: { readonly replace: boolean; readonly progress?: Progress },
): Promise<Restored> {
  // Before anything is locked; standard input comes once, and is verified before the end of the transaction.
  if (file !== STANDARD) await verifyBackup(readCompressed(file));
  return restore(url, readCompressed(file), { replace, progress });
}

function tell({ header, applied, skipped, otherSecret }: Restored): void {
  say(`Restored: everything as of ${header.at}.`);
  if (applied.length > 0) say(`Migrations that the backup did not have were applied: ${applied.join(", ")}.`);
  if (skipped.length > 0)
    say(`Left out, as no migration of Codex makes these tables: ${skipped.join(", ")}.`);
  if (otherSecret)
    say(
      "The secret that signs the sessions is another one than before: restart the servers, so that they use it.",
    );
}
