import type pg from "pg";
import { type Finding, type Look, ok, wrong } from "./finding.js";

/** What must be true of the data: a statement that counts where it is not, and what that means. */
interface Rule {
  readonly check: string;
  readonly count: string;
  readonly told: (count: number) => string;
  readonly mend: string;
}

/** Which rows stand in which log. */
const IN_LOGS = `select list_id as log, rev from todo union all select list_id, rev from series
  union all select id, rev from list union all select user_id, rev from member
  union all select user_id, rev from label union all select user_id, rev from saved_view
  union all select log_id, rev from change union all select log_id, rev from gone`;

const RULES: readonly Rule[] = [
  {
    check: "logs",
    count: `select from log where head < (select max(rev) from (${IN_LOGS}) as part where part.log = log.id)`,
    told: (count) => `${count} logs are behind what stands in them: open pages miss changes`,
    mend: `update log set head = newest.rev, floor = newest.rev from (select log, max(rev) as rev from (${IN_LOGS}) as part group by log) as newest where newest.log = id and head < newest.rev;`,
  },
  {
    check: "logs",
    count: "select from log where floor > head",
    told: (count) => `${count} logs have a floor above their head: pages read them from the start for ever`,
    mend: "update log set floor = head where floor > head;",
  },
  {
    check: "logs",
    count: `select from (select id from list union all select user_id from member) as whose where not exists
      (select from log where log.id = whose.id)`,
    told: (count) => `${count} lists or people have no log: what changes there reaches no open page`,
    mend: `insert into log (id, head, floor) select log, max(rev), max(rev) from (${IN_LOGS}) as part where log in (select id from list union select user_id from member) group by log on conflict do nothing;`,
  },
  {
    check: "logs",
    count: `select from log where not exists (select from list where list.id = log.id)
      and not exists (select from "user" where "user".id = log.id)`,
    told: (count) => `${count} logs are nobody's any more`,
    mend: 'delete from log where id not in (select id from list) and id not in (select id from "user");',
  },
  {
    check: "owners",
    count:
      "select from list where not exists (select from member where list_id = list.id and role = 'owner')",
    told: (count) => `${count} lists have no owner: nobody can share or delete them`,
    mend: "Find them with: select id, name from list where id not in (select list_id from member where role = 'owner'); and give each one: update member set role = 'owner' where list_id = ... and user_id = ...;",
  },
  {
    check: "inboxes",
    count: `select from "user" where not exists (select from list join member on member.list_id = list.id
      and member.user_id = "user".id and role = 'owner' where inbox_of = "user".id)`,
    told: (count) => `${count} people have no Inbox of their own: they cannot write a todo`,
    mend: `insert into list (id, name, inbox_of) select gen_random_uuid(), 'Inbox', id from "user" where id not in (select inbox_of from list where inbox_of is not null); insert into member (list_id, user_id, role) select id, inbox_of, 'owner' from list where inbox_of is not null on conflict (list_id, user_id) do update set role = 'owner';`,
  },
  {
    check: "numbers",
    count: `select from (values
      ((select max(n) from change), (select last_value from change_n_seq)),
      ((select max(n) from command), (select last_value from command_n_seq))) as numbers (used, next) where used > next`,
    told: () => "A sequence is behind the numbers that were given: history and undo go by a wrong order",
    mend: "select setval('change_n_seq', (select max(n) from change)), setval('command_n_seq', (select max(n) from command));",
  },
];

const rules: Look = async ({ client }) => {
  const found: Finding[] = [];
  for (const { check, count, told, mend } of RULES) {
    const broken = await counted(client, count);
    if (broken > 0) found.push(wrong(check, told(broken), mend));
  }
  return found.length > 0 ? found : [ok("data", "Logs, owners and Inboxes are as they must be")];
};

/** Rows that refer to some that are not there: made where references were switched off, or by a broken disk. */
const references: Look = async ({ client }) => {
  const { rows } = await client.query<{ name: string; orphans: string; fix: string }>(
    `select conname as name,
       format('select from %1$s as it where it.%2$I is not null and not exists (select from %3$s as other where other.%4$I = it.%2$I)',
         conrelid::regclass, one.attname, confrelid::regclass, other.attname) as orphans,
       format('select * from %1$s as it where it.%2$I is not null and not exists (select from %3$s as other where other.%4$I = it.%2$I);',
         conrelid::regclass, one.attname, confrelid::regclass, other.attname) as fix
     from pg_constraint
       join pg_attribute as one on one.attrelid = conrelid and one.attnum = conkey[1]
       join pg_attribute as other on other.attrelid = confrelid and other.attnum = confkey[1]
     where contype = 'f' and connamespace = 'public'::regnamespace and cardinality(conkey) = 1 order by conname`,
  );
  const found: Finding[] = [];
  for (const { name, orphans, fix } of rows) {
    const count = await counted(client, orphans);
    if (count > 0)
      found.push(
        wrong(
          "references",
          `${count} rows refer to what is not there (${name})`,
          `Look at them, and delete them: ${fix}`,
        ),
      );
  }
  return found.length > 0 ? found : [ok("references", "No row refers to what is not there")];
};

async function counted(client: pg.Client, rows: string): Promise<number> {
  const result = await client.query<{ count: number }>(
    `select count(*)::int as count from (${rows}) as broken`,
  );
  return result.rows[0]?.count ?? 0;
}

export const dataLooks: readonly Look[] = [rules, references];
