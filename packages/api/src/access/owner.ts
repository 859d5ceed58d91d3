import { newId } from "@codex/core/id";
import type { Db } from "@codex/db";
import { noEmail } from "../account/user.js";
import { newUser } from "../command/new-user.js";
import type { Owner } from "./caller.js";
import { askAbout, type Question, type Who, whoIs } from "./question.js";

const KEY = "owner";

const FIND_OWNER: Who = {
  name: "find-owner",
  text: `select "user".id as user_id, true as may_write, null::uuid[] as reach
    from setting join "user" on "user".id = setting.value::uuid where setting.key = $1 and $2::text is null`,
  values: [KEY, null],
};

interface OwnerRow {
  readonly user_id: string;
}

/** The one owner of a server with `ACCESS=single`, made when first asked for, and what is asked about them. */
export async function identifyOwner<Row extends object>(
  db: Db,
  question?: Question<Row>,
): Promise<{ readonly caller: Owner; readonly rows: readonly Row[] }> {
  const { who, rows } = await askAbout<OwnerRow, Row>(db, FIND_OWNER, question);
  if (who) return { caller: { kind: "owner", userId: who.user_id }, rows };
  const caller: Owner = { kind: "owner", userId: await makeOwner(db) };
  return { caller, rows: question ? (await askAbout(db, whoIs(caller), question)).rows : [] };
}

async function makeOwner(db: Db): Promise<string> {
  return db.$transaction(async (tx) => {
    // Whoever else is making one waits here, and then takes the one that was made.
    await tx.$executeRaw`lock table setting in share row exclusive mode`;
    const [made] = await tx.$queryRawUnsafe<OwnerRow[]>(FIND_OWNER.text, ...FIND_OWNER.values);
    if (made) return made.user_id;
    const id = newId();
    await tx.user.create({ data: newUser({ id, name: "Owner", email: noEmail(id) }) });
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: id }, update: { value: id } });
    return id;
  });
}
