import type { CommandOf } from "@codex/core/command";
import { LIST_LIMITS } from "@codex/core/limits";
import { noSuch, type Patch, Refusal } from "@codex/core/view";
import type { Sql, Statement } from "@codex/db";
import type { User } from "../access/caller.js";
import { hashSecret } from "../access/secrets.js";
import type { Done } from "./answers.js";
import { Seen } from "./seen.js";

/**
 * Makes the user a member with the invite's role. Whoever is a member already stays what they are, and the
 * invite is not used up by it.
 *
 * @throws Refusal if the invite cannot be used (any more), or the list is full
 */
export async function join(
  sql: Sql,
  user: User,
  { secret }: CommandOf<"list.join">,
  now: Date,
): Promise<Done> {
  const { userId } = user;
  const hash = hashSecret(secret);
  await sql.query(LOCK, [hash, userId]);
  const [invite] = await sql.query<Invite>(FIND, [hash, now, userId]);
  if (!invite) throw noSuch("invite");
  const { list_id: listId, role } = invite;
  const view = new Seen([], user);
  if (invite.is_member) return { view, patches: [], listId };
  if (invite.members >= LIST_LIMITS.members)
    throw new Refusal(
      "CONFLICT",
      `This list has ${LIST_LIMITS.members} members, which is as many as it may have.`,
    );
  await sql.query(USE, [invite.id]);
  const place = { listId, userId, role, position: 0, createdAt: now.toISOString() };
  const patches: Patch[] = [{ table: "member", key: { listId, userId }, insert: place }];
  return { view, patches, listId };
}

interface Invite {
  readonly id: string;
  readonly list_id: string;
  readonly role: "viewer" | "editor";
  readonly members: number;
  readonly is_member: boolean;
}

const LOCK: Statement = {
  name: "lock-for-invite",
  text: `select from log where id = any(array(select list_id from invite where hash = $1 union all select $2::uuid))
    order by id for no key update`,
};

/** An invite never gives away ownership, whatever stands in the table. */
const FIND: Statement = {
  name: "find-invite",
  text: `select invite.id, invite.list_id, case invite.role when 'viewer' then 'viewer' else 'editor' end as role,
      (select count(*)::int from member where list_id = invite.list_id) as members,
      exists (select from member where list_id = invite.list_id and user_id = $3) as is_member
    from invite join list on list.id = invite.list_id
    where invite.hash = $1 and invite.expires_at > $2 and invite.used < invite.uses and list.deleted_at is null`,
};

const USE: Statement = {
  name: "use-invite",
  text: "update invite set used = used + 1 where id = $1",
};
