import type { Env } from "@codex/api/env";
import { checkConnection, describeUrl, isDatabaseUrl } from "@codex/db";
import { reasonAway } from "@codex/db/errors";
import { connectOnce } from "@codex/db/single";
import type pg from "pg";
import { dataLooks } from "./data.js";
import { type Finding, LIMITS, type Limits, type Look, ok, type Patient, wrong } from "./finding.js";
import { postgresLooks } from "./postgres.js";
import { schemaLooks } from "./schema.js";
import { lookAtSettings } from "./settings.js";

export interface Examination {
  readonly url: string;
  /** Reads the server's settings. */
  readonly settings: () => Env;
  readonly limits?: Limits;
  /** The clock; tests set it. */
  readonly now?: () => Date;
}

/** Looks at everything that an installation can have that is wrong with it; changes nothing. */
export async function examine(examination: Examination): Promise<Finding[]> {
  const [database, settings] = [
    await lookAtDatabase(examination),
    await lookAtSettings(examination.settings),
  ];
  return [...database, ...settings];
}

async function lookAtDatabase({
  url,
  limits = LIMITS,
  now = () => new Date(),
}: Examination): Promise<Finding[]> {
  if (!isDatabaseUrl(url)) {
    const mend =
      "Write it as postgresql://user:password@host:5432/database, and %40 for an @ in the password.";
    return [wrong("database", "DATABASE_URL is no URL of a PostgreSQL", mend)];
  }
  let client: pg.Client;
  try {
    await checkConnection(url);
    client = await connectOnce(url, "codex doctor");
  } catch (error) {
    const mend =
      "Start PostgreSQL, or set DATABASE_URL (and PGPASSWORD) right; see that nothing between them refuses.";
    return [wrong("database", `${describeUrl(url)} cannot be used: ${reasonAway(error)}`, mend)];
  }
  try {
    const patient: Patient = { client, url, limits, now };
    const found = [ok("database", `${describeUrl(url)} answers`)];
    for (const look of [...postgresLooks, ...schemaLooks]) found.push(...(await tryTo(look, patient)));
    // Without its tables there are no data to look at.
    const hasTables = !found.some(({ check, level }) => check === "migrations" && level === "wrong");
    if (hasTables) for (const look of dataLooks) found.push(...(await tryTo(look, patient)));
    return found;
  } finally {
    await client.end();
  }
}

/** One look that fails says so, and keeps no other from being taken. */
async function tryTo(look: Look, patient: Patient): Promise<Finding[]> {
  try {
    return await look(patient);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return [
      wrong(
        "look",
        `Something could not be looked at: ${told}`,
        "See what the findings before this one say.",
      ),
    ];
  }
}
