import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import pg from "pg";
import { expect, it } from "vitest";
import { Fleet } from "../src/chaos/fleet.js";
import { Random } from "../src/chaos/random.js";
import { transactionsEnded, until } from "../src/converge/run.js";

it("does not wait for ever for servers whose database stays away, and says why they are not up", async () => {
  const database = await createTestDatabase(testServerUrl());
  const fleet = await Fleet.start(database.url, 1, 0);
  try {
    expect(fleet.missing()).toEqual([]);
    await database.drop();
    fleet.killInTurns(new Random(1), 1);
    // One was started again, and ended because of that.
    await until(() => fleet.missing().some((told) => told.includes("does not exist")));
    await expect(fleet.stopKilling(0)).rejects.toThrow(
      /^The server on port \d+ is not up\. [\s\S]*does not exist/,
    );
  } finally {
    // Does not wait for it, either.
    await fleet.close();
  }
});

it("does not wait for ever for a transaction that does not end, and says which it is", async () => {
  const database = await createTestDatabase(testServerUrl());
  const sql = new pg.Client({ connectionString: database.url });
  const other = new pg.Client({ connectionString: database.url });
  await Promise.all([sql.connect(), other.connect()]);
  try {
    await other.query("begin; select 'still here'");
    await expect(transactionsEnded(sql, 0)).rejects.toThrow(/idle in transaction.*still here/);
    await other.query("rollback");
    await transactionsEnded(sql);
  } finally {
    await Promise.all([sql.end(), other.end()]);
    await database.drop();
  }
});
