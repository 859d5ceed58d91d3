import type { Command } from "commander";
import { settingsFromEnv } from "../env.js";
import { say } from "../say.js";
import type { WithDatabase } from "../with-database.js";
import { examine } from "./doctor.js";
import type { Finding } from "./finding.js";

const SIGNS = { ok: "ok     ", warning: "WARNING", wrong: "WRONG  " } as const;

/** Adds `doctor`. @param databaseFrom - what has not seen whether the database can be reached */
export function addDoctorCommand(program: Command, databaseFrom: WithDatabase): void {
  program
    .command("doctor")
    .description(
      "look for everything that can be wrong with an installation, and say how to mend it; changes nothing",
    )
    .option("--json", "as JSON: an array of { check, level, told, mend }")
    .addHelpText("after", "\nExits with 1 if anything is wrong; warnings alone leave it at 0.")
    .action(({ json = false }: { json?: boolean }) =>
      databaseFrom(async (url) => {
        const findings = await examine({ url, settings: () => settingsFromEnv(url) });
        if (json) say(JSON.stringify(findings, null, 2));
        else for (const finding of findings) say(lineOf(finding));
        if (findings.some(({ level }) => level === "wrong")) process.exitCode = 1;
      }),
    );
}

function lineOf({ level, check, told, mend }: Finding): string {
  return `${SIGNS[level]} ${check}: ${told}${mend === undefined ? "" : `\n        ${mend}`}`;
}
