import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { knownMigrations } from "../src/migrate/replay.js";
import { PRISMA_DIR } from "../src/migrate/source.js";
import { troublesOf } from "./expand-first.js";

/** The migrations up to this one were written while nobody had anything to lose. */
const LAST_FREE = "20261126100000_search";

const migrations = await knownMigrations();

it("has every migration as it was when it was released", async () => {
  const frozen: unknown = JSON.parse(await readFile(join(PRISMA_DIR, "frozen.json"), "utf8"));
  // A migration that is new stands there from the commit on that brings it; none that stands there ever changes.
  expect(Object.fromEntries(migrations.map(({ name, checksum }) => [name, checksum]))).toEqual(frozen);
});

it("has no migration that the previous release could not live with", async () => {
  for (const { name, script } of migrations.filter((one) => one.name > LAST_FREE))
    expect(await troublesOf(script), name).toEqual([]);
});

describe("a migration", () => {
  const BORNE: readonly string[] = [
    "create table note (id uuid primary key, todo_id uuid not null references todo (id)); create unique index on note (todo_id); insert into note select id, id from todo; create trigger codex_track before insert on note for each row execute function codex_track()",
    "alter table todo add column minutes int",
    "alter table todo add column tags text[] not null default array[]::text[], add column at timestamptz not null default current_timestamp",
    "alter table todo add column minutes int default 5 check (minutes > 0)",
    "alter table todo add column note_id uuid; alter table todo add constraint fk foreign key (note_id) references note (id) not valid; alter table todo add constraint positive check (note_id is not null or note_id is null) not valid",
    "alter table todo validate constraint fk",
    "-- Many are searched.\ncreate index concurrently todo_minutes on todo (minutes)",
    "create or replace function codex_plain(text) returns text language sql as $$ select $1 $$; set lock_timeout = '5s'",
    "-- contract: release 0.3 was the last that read todo.rank\nalter table todo drop column rank; drop table theirs",
  ];
  it.each(BORNE)("may be: %s", async (script) => {
    expect(await troublesOf(script)).toEqual([]);
  });

  const NOT_BORNE: readonly [script: string, told: RegExp][] = [
    ["drop table todo", /drops something/],
    ["alter table todo drop column rank", /AT_DropColumn on todo.rank/],
    ["-- contract: why not\nalter table todo drop column rank", /AT_DropColumn/],
    ["alter table todo rename column text to body", /renames/],
    ["alter table todo rename to tasks", /renames/],
    ["alter table todo alter column rank set not null", /AT_SetNotNull/],
    ["alter table todo alter column text drop default", /AT_ColumnDefault/],
    ["alter table todo alter column priority type int", /AT_AlterColumnType/],
    [
      "-- contract: the type is a wider one, and nobody minds\nalter table todo alter column priority type int",
      /AT_AlterColumnType/,
    ],
    ["alter table todo add column minutes int not null", /could not insert/],
    ["alter table todo add column token uuid default gen_random_uuid()", /computed for each row/],
    ["alter table todo add column n bigserial", /computed for each row/],
    ["alter table todo add column slug text unique", /CONSTR_UNIQUE/],
    [
      "alter table todo add constraint short check (length(text) < 10) not valid",
      /about text: what the previous/,
    ],
    ["alter table todo add column a int; alter table todo add constraint c check (a > 0)", /NOT VALID/],
    ["alter table todo add constraint u unique (text)", /may break it/],
    ["create index todo_text on todo (text)", /CONCURRENTLY/],
    ["create unique index concurrently todo_text on todo (text)", /is unique/],
    ["create index concurrently a on todo (text); create index concurrently b on todo (text)", /of its own/],
    [
      "create trigger shout before insert on todo for each row execute function shout()",
      /changes what the previous/,
    ],
    ["update todo set rank = 'a'", /updates todo/],
    ["do $$ begin drop table todo; end $$", /DoStmt/],
    ["alter type role add value 'guest'", /cannot read/],
    ["truncate todo", /TruncateStmt/],
  ];
  it.each(NOT_BORNE)("may not be: %s", async (script, told) => {
    expect(await troublesOf(script)).toContainEqual(expect.stringMatching(told));
  });
});
