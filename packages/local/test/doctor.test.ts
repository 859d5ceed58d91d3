import { readEnv } from "@codex/api/env";
import { examine } from "@codex/ops/doctor";
import pg from "pg";
import { expect, it } from "vitest";
import { acquirePostgres } from "../src/postgres/acquire.js";
import { useCodexDir } from "./commands.js";

const dir = useCodexDir();

/** What is told of how a server is set; of what is in the database there is more. */
const OF_SERVER = new Set([
  "durability",
  "fsync",
  "full_page_writes",
  "synchronous_commit",
  "synchronous_standby_names",
]);

// What is set here holds for every database of a server: on one that other tests use no write of theirs would end.
it("the doctor tells of a server that is set to lose what was acknowledged", async () => {
  const postgres = await acquirePostgres(dir());
  const sql = new pg.Client({ connectionString: postgres.url });
  await sql.connect();
  const levels = async (options: string) => {
    const url = new URL(postgres.url);
    url.searchParams.set("options", options);
    const settings = () => readEnv({ PORT: "0", DATABASE_URL: url.href });
    const findings = await examine({ url: url.href, settings });
    return findings
      .filter(({ check }) => OF_SERVER.has(check))
      .map(({ check, level }) => `${level} ${check}`);
  };
  const set = async (setting: string, value: string) => {
    await sql.query(`alter system set ${setting} = '${value}'`);
    await sql.query("select pg_reload_conf()");
    for (let is: string | undefined; is !== value; )
      is = (await sql.query<{ is: string }>("select current_setting($1) as is", [setting])).rows[0]?.is;
  };
  try {
    for (const [setting, bad, good, level, options] of [
      ["fsync", "off", "on", "wrong fsync", ""],
      ["full_page_writes", "off", "on", "warning full_page_writes", ""],
      ["synchronous_standby_names", "none", "", "warning synchronous_commit", "-c synchronous_commit=local"],
      ["synchronous_standby_names", "none", "", "wrong synchronous_standby_names", ""],
    ] as const) {
      expect(await levels(options)).toEqual(["ok durability"]);
      await set(setting, bad);
      expect(await levels(options)).toEqual([level]);
      await set(setting, good);
    }
  } finally {
    await sql.end();
    await postgres.release();
  }
});
