import pg from "pg";
import { expect, it } from "vitest";
import { readShape } from "../src/migrate/shape.js";
import { createTestDatabase, testServerUrl } from "../src/testing.js";

it("keeps what the migrations make in prisma/shape.txt (vitest -u writes it anew)", async () => {
  const database = await createTestDatabase(testServerUrl());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const shape = await readShape(client);
  await client.end();
  await database.drop();
  await expect(`${shape.join("\n")}\n`).toMatchFileSnapshot("../prisma/shape.txt");
});
