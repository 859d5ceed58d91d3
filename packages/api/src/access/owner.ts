import { newId } from "@codex/core/id";
import type { Db } from "@codex/db";
import { newUser, noEmail } from "../account/user.js";

const KEY = "owner";

/** The one owner of a server with `ACCESS=single`, made when first asked for. */
export async function ownerId(db: Db): Promise<string> {
  const known = await findOwner(db);
  if (known !== undefined) return known;
  return db.$transaction(async (tx) => {
    // Whoever else is making one waits here, and then takes the one that was made.
    await tx.$executeRaw`lock table setting in share row exclusive mode`;
    const made = await findOwner(tx);
    if (made !== undefined) return made;
    const id = newId();
    await tx.user.create({ data: newUser({ id, name: "Owner", email: noEmail(id) }) });
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value: id }, update: { value: id } });
    return id;
  });
}

async function findOwner(db: Pick<Db, "$queryRaw">): Promise<string | undefined> {
  const [owner] = await db.$queryRaw<{ id: string }[]>`
    select "user".id from setting join "user" on "user".id = setting.value::uuid where setting.key = ${KEY}`;
  return owner?.id;
}
