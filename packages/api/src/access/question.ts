import { type Db, type Statement, sqlOf } from "@codex/db";
import type { User } from "./caller.js";

/**
 * What tells who sent a request: a query of the values $1 and $2 whose rows have a `user_id`, whether what was shown
 * lets them change anything (`may_write`), and the lists that it is limited to (`reach`, null for all).
 */
export interface Who extends Statement {
  readonly values: readonly [unknown, unknown];
}

/**
 * Something that is asked about whoever sent a request, in the statement that finds out who that is: one round trip in
 * place of several. A query that may read `who.user_id`, whose own values begin with $3.
 *
 * @typeParam Row - the columns that it selects, by name; none may be called as one of `Who`
 */
export interface Question<Row extends object> extends Statement {
  readonly values: readonly unknown[];
  readonly writing?: Writing;
  /** Whether a row is an answer: without one, there is a row of nothing but nulls. */
  readonly isAnswer: (row: Partial<Record<keyof Row, unknown>>) => row is Row;
}

/** What a question does before it is answered. */
export interface Writing {
  /** Whom it is for; it does nothing for anybody else. */
  readonly userId: string;
  /** Named queries, each of which may read `who` and those before it, as the question itself may. */
  readonly steps: string;
}

/** Who sent a request, if that is known, and what was asked about them. */
export interface Found<WhoRow extends object, Row extends object> {
  readonly who: WhoRow | undefined;
  readonly rows: readonly Row[];
}

/** Finds out who sent a request, and answers a question about them if there is one. */
export async function askAbout<WhoRow extends object, Row extends object>(
  db: Db,
  who: Who,
  question: Question<Row> | undefined,
): Promise<Found<WhoRow, Row>> {
  if (!question) {
    const [found] = await sqlOf(db).query<WhoRow>(who, who.values);
    return { who: found, rows: [] };
  }
  const rows = await sqlOf(db).query<WhoRow & Row>(together(who, question), [
    ...who.values,
    ...question.values,
  ]);
  return { who: rows[0], rows: rows.filter(question.isAnswer) };
}

/** Names are of at most 63 characters, and each means one text. */
function together(
  who: Statement,
  { name, text, writing }: Pick<Question<object>, "name" | "text" | "writing">,
): Statement {
  const answered = `left join lateral (${text}) as asked on true`;
  return {
    name: `${who.name}+${name}`,
    text: writing
      ? `with who as materialized (${who.text}), ${writing.steps} select who.*, asked.* from who ${answered}`
      : `select who.*, asked.* from (${who.text}) as who ${answered}`,
  };
}

/** A user who is known already. */
export function whoIs(user: User): Who {
  const [mayWrite, reach] =
    user.kind === "program" ? [user.scope === "read-write", user.listIds] : [true, null];
  return {
    name: mayWrite ? "who-writes" : "who-reads",
    text: `select $1::uuid as user_id, ${mayWrite} as may_write, $2::uuid[] as reach`,
    values: [user.userId, reach],
  };
}
