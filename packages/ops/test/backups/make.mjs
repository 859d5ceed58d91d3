// Makes a backup of a database as it was after an older migration:
//   pnpm codex with-test-database node packages/ops/test/backups/make.mjs NAME FILE
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deployMigrations } from "@codex/db/migrate";
import { createEmptyDatabase, testServerUrl } from "@codex/db/testing";
import pg from "pg";
import { backup } from "../../dist/backup/commands.js";

const [newest = "", file = ""] = process.argv.slice(2);

const FILL = `
  set timezone = 'UTC';
  insert into setting values ('auth-secret', 'the-secret-of-then-with-32-characters');
  insert into "user" (id, name, email) values
    ('00000000-0000-7000-8000-00000000000a', 'Anna', 'anna@example.org'),
    ('00000000-0000-7000-8000-00000000000b', 'Ben', 'ben@example.org');
  insert into list (id, name, inbox_of) values
    ('00000000-0000-7000-8000-0000000000a1', 'Inbox', '00000000-0000-7000-8000-00000000000a'),
    ('00000000-0000-7000-8000-0000000000b1', 'Inbox', '00000000-0000-7000-8000-00000000000b'),
    ('00000000-0000-7000-8000-0000000000c1', 'Together', null);
  insert into member (list_id, user_id, role) values
    ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-00000000000a', 'owner'),
    ('00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-00000000000b', 'owner'),
    ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-00000000000a', 'owner'),
    ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-00000000000b', 'editor');
  insert into todo (id, list_id, text, notes, due, labels, created_by) values
    ('00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000c1', 'Écrire à maman',
      'in two\nlines', '2026-11-26', '{family,letters}', '00000000-0000-7000-8000-00000000000a'),
    ('00000000-0000-7000-8000-0000000000d2', '00000000-0000-7000-8000-0000000000a1', 'Milk', null, null, '{}',
      '00000000-0000-7000-8000-00000000000a');
  update todo set completed = true where text = 'Milk';
  delete from todo where text = 'Milk';
  update todo set text = 'Écrire à papa';
  insert into token (id, user_id, name, hash, scope) values
    ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-00000000000a', 'cron', 'a-hash', 'read');`;

const dir = await mkdtemp(join(tmpdir(), "codex-old-"));
await cp(fileURLToPath(new URL("../../../db/prisma", import.meta.url)), dir, { recursive: true });
const entries = await readdir(join(dir, "migrations"), { withFileTypes: true });
for (const entry of entries)
  if (entry.isDirectory() && entry.name > newest)
    await rm(join(dir, "migrations", entry.name), { recursive: true });
const database = await createEmptyDatabase(testServerUrl());
await deployMigrations(database.url, dir);
const client = new pg.Client({ connectionString: database.url });
await client.connect();
await client.query(FILL);
await client.end();
await backup(database.url, file);
await database.drop();
await rm(dir, { recursive: true });
process.exit();
