import { migrationStatus } from "@codex/db/migrate";
import { expectedShape, readShape } from "@codex/db/shape";
import { type Finding, type Look, ok, warning, wrong } from "./finding.js";

/** The migrations, and, where the database has exactly those of this release, whether what they made is still so. */
const migrations: Look = async ({ client, url }) => {
  const { pending, failed, edited, missing, newer } = await migrationStatus(url);
  const found: Finding[] = [
    ...pending.map((name) =>
      wrong("migrations", `${name} is not applied`, "Start the server, or run codex db:deploy."),
    ),
    ...failed.map(({ name, error }) =>
      error === undefined
        ? wrong(
            "migrations",
            `${name} was broken off while it ran`,
            `If what it makes is there, codex db:resolve ${name} --applied; if not (drop an index that is INVALID), --rolled-back.`,
          )
        : wrong(
            "migrations",
            `${name} failed: ${error}`,
            `Mend what it stumbled over, then codex db:resolve ${name} --rolled-back, and start again.`,
          ),
    ),
    ...edited.map((name) =>
      wrong("migrations", `The file of ${name} was edited after it was applied`, "Bring it back as it was."),
    ),
    ...missing.map((name) =>
      wrong(
        "migrations",
        `${name} is applied, and its file is missing here`,
        "Start the release that has it.",
      ),
    ),
    ...newer.map((name) =>
      warning(
        "migrations",
        `${name} is of a newer release than this one`,
        "Move to that release when you can.",
      ),
    ),
  ];
  if (found.length > 0) return found;
  return [ok("migrations", "All are applied, and no others"), ...(await shape(client))];
};

async function shape(client: Parameters<typeof readShape>[0]): Promise<Finding[]> {
  const [expected, there] = [new Set(await expectedShape()), new Set(await readShape(client))];
  const lost = [...expected].filter((line) => !there.has(line));
  const further = [...there].filter((line) => !expected.has(line));
  const found = [
    ...lost.map((line) =>
      wrong(
        "schema",
        `Not as the migrations made it: ${line}`,
        "Make it again as its migration does (packages/db/prisma/migrations), or codex backup, and codex restore --replace, which builds the schema anew.",
      ),
    ),
    ...further.map((line) =>
      warning("schema", `No migration made this: ${line}`, "Take it away if nobody knows what it is for."),
    ),
  ];
  return found.length > 0
    ? found
    : [ok("schema", "Tables, triggers and functions are as the migrations made them")];
}

export const schemaLooks: readonly Look[] = [migrations];
