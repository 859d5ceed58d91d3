import { newId } from "@codex/core/id";
import { type Db, type Statement, sqlOf } from "@codex/db";
import { noEmail } from "../account/user.js";
import { newUser } from "../command/new-user.js";

const KEY = "owner";

const FIND_OWNER: Statement = {
  name: "find-owner",
  text: `select "user".id from setting join "user" on "user".id = setting.value::uuid where setting.key = $1`,
};

/** The one owner of a server with `ACCESS=single`, made when first asked for. */
export async function ownerId(db: Db): Promise<string> {
  const [known] = await sqlOf(db).query<{ id: string }>(FIND_OWNER, [KEY]);
  if (known) return known.id;
  return db.$transaction(async (tx) => {
    // Whoever else is making one waits here, and then takes the one that was made.
    await tx.$executeRaw`lock table setting in share row exclusive mode`;
    const [made] = await tx.$queryRawUnsafe<{ id: string }[]>(FIND_OWNER.text, KEY);
    if (made) return made.id;
    const id = newId();
    await tx.user.create({ data: newUser({ id, name: "Owner", email: noEmail(id) }) });
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: id }, update: { value: id } });
    return id;
  });
}
