import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TABLES } from "@codex/core/view";
import { expect, it } from "vitest";
import { useTestServer } from "./server.js";

const server = useTestServer();
const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const tables = TABLES.join("|");

/** A write through Prisma, or in SQL. */
const WRITE = new RegExp(
  `\\.(${tables})\\.(create|update|delete|upsert)\\w*\\(|(insert into|update|delete from) "?(${tables})"?\\b`,
  "gi",
);

async function writesIn(folder: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const code = (await readFile(path, "utf8")).replace(/^ *(\*|\/\/).*$/gm, "");
    const writes = [...code.matchAll(WRITE)].map(([text]) => text);
    if (writes.length > 0) found.set(path.slice(SRC.length), writes);
  }
  return found;
}

it("nothing writes to a synced table but the door and the commands beside it", async () => {
  const paths = [...(await writesIn(SRC)).keys()];
  expect(paths.filter((path) => path.startsWith("command/")).length).toBeGreaterThan(0);
  expect(paths.filter((path) => !/^command\/|(^|\/)commands\.ts$/.test(path))).toEqual([]);
});

it("what is read of a log is what the triggers keep", async () => {
  const rows = await server().db.$queryRaw<{ table: string }[]>`
    select tgrelid::regclass::text as "table" from pg_trigger where tgname = 'codex_track' order by 1`;
  expect(rows.map(({ table }) => table)).toEqual([...TABLES].toSorted());
});
