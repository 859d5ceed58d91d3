import { createOperator } from "@codex/api/operator";
import type { Db } from "@codex/db";

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Somebody with a token, and the list that their todos stand in. */
export interface Person {
  readonly token: string;
  readonly listId: string;
}

/** Makes so many accounts. */
export async function makePeople(db: Db, count: number): Promise<Person[]> {
  const operator = createOperator(db, "http://localhost", silent);
  const people: Person[] = [];
  for (let index = 0; index < count; index++) {
    const email = `person${index}@example.org`;
    await operator.createUser(email);
    const { secret } = await operator.createToken(email, { name: "bench", scope: "read-write" });
    const user = await db.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { id } = await db.list.findUniqueOrThrow({ where: { inboxOf: user.id }, select: { id: true } });
    people.push({ token: secret, listId: id });
  }
  return people;
}
