import { SEARCH_LIMITS } from "@codex/core/limits";
import type { TodoSearchInput } from "@codex/core/search";
import { type TodoPage, todoSchema } from "@codex/core/todo";
import { type Db, type Statement, sqlOf } from "@codex/db";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { User } from "../access/caller.js";
import { type Columns, fromColumns } from "../command/rows.js";
import { reachOf } from "../list/queries.js";

/** A todo without columns that this release does not know. */
const knownSchema = z.object(todoSchema.shape);

/** The place of a todo among what was found: how well it fits, when it was made, and its id. */
const placeSchema = z.tuple([z.number(), z.iso.datetime({ precision: 3 }), z.uuid()]);
type Place = z.output<typeof placeSchema>;

/** The todos in lists of the user that have all the words in their text or notes, what fits best first. */
export async function searchTodos(
  db: Db,
  user: User,
  { q, listId, limit, cursor }: TodoSearchInput,
): Promise<TodoPage> {
  const words = wordsOf(q);
  const after = cursor === undefined ? undefined : decodePlace(cursor);
  const [score = null, at = null, id = null] = after ?? [];
  const [longest] = words.toSorted((a, b) => b.length - a.length);
  const only = listId === undefined ? reachOf(user) : [listId];
  const values = [user.userId, only, longest, words, q, score, at, id, limit + 1];
  const rows = await sqlOf(db).query<FoundRow>(SEARCH, values);
  const page = rows
    .slice(0, limit)
    .map(({ row, score: fits }) => ({ todo: knownSchema.parse(fromColumns(row)), fits }));
  const last = page.at(-1);
  return {
    items: page.map(({ todo }) => todo),
    nextCursor:
      rows.length > limit && last ? encodePlace([last.fits, last.todo.createdAt, last.todo.id]) : null,
  };
}

interface FoundRow {
  readonly row: Columns;
  readonly score: number;
}

function wordsOf(q: string): string[] {
  return [...new Set(q.split(/\s+/u))].slice(0, SEARCH_LIMITS.words);
}

function encodePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws TRPCError `BAD_REQUEST` if the text is none that `encodePlace` makes */
function decodePlace(cursor: string): Place {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "The cursor is not one that this procedure gave. Ask for the first page again.",
    });
  }
}

/** How much of a word has to be there for another one to be taken for it: the share of trigrams they have in common. */
const ALIKE = 0.4;

/**
 * Each list is looked up in the index, by three letters in a row of the longest word: what others have costs nothing.
 * A shorter word is looked for in all todos of the lists. Only if nothing has all the words in it as they stand, those
 * are looked for that are much like them: where at least three letters in a row are right, and most of the rest.
 *
 * What is in the text counts more than what is in the notes, and all the words as they were given more than each for
 * itself. Of two that fit alike the one that is to be done comes first, then the newer.
 */
const SEARCH: Statement = {
  name: "search-todos",
  text: `with asked as materialized (
      select array_agg(codex_plain(word)) as words, array_agg(codex_pattern(word)) as patterns,
        length(codex_plain($3)) < 3 as is_short
      from unnest($4::text[]) as word),
    list_ids as materialized (
      select list.id from member join list on list.id = member.list_id and list.deleted_at is null
      where member.user_id = $1 and ($2::uuid[] is null or list.id = any($2))),
    exact as materialized (
      select todo.* from list_ids cross join lateral (
        (select * from todo
        where not (select is_short from asked) and todo.deleted_at is null
          and codex_grams(todo.list_id, codex_searched(todo.text, todo.notes)) @> codex_grams(list_ids.id, codex_plain($3))
          and todo.list_id = list_ids.id
          and codex_searched(todo.text, todo.notes) like all((select patterns from asked)::text[])
        offset 0)
        union all
        (select * from todo
        where (select is_short from asked) and todo.deleted_at is null and todo.list_id = list_ids.id
          and codex_searched(todo.text, todo.notes) like all((select patterns from asked)::text[])
        offset 0)) as todo),
    alike as materialized (
      select todo.* from list_ids cross join lateral (
        select * from todo
        where not exists (select from exact) and not (select is_short from asked) and todo.deleted_at is null
          and codex_grams(todo.list_id, codex_searched(todo.text, todo.notes)) && codex_grams(list_ids.id, codex_plain($3))
          and todo.list_id = list_ids.id
        offset 0) as todo),
    plain as materialized (
      select todo.*, codex_plain(text) as in_text, coalesce(codex_plain(notes), '') as in_notes
      from (select * from exact union all select * from alike) as todo),
    scored as (
      select plain.id, plain.created_at, round((found.fit
          + case when plain.in_text like codex_pattern($5) then 1 else 0 end
          - case when plain.completed then 0.05 else 0 end)::numeric, 4)::float8 as score
      from plain cross join lateral (
        select min(how.share) as least, avg(greatest(how.in_text, 0.6 * how.in_notes)) as fit
        from unnest((select words from asked), (select patterns from asked)) as one (word, pattern)
          cross join lateral (select *, greatest(in_text, in_notes) as share from (select
            case when plain.in_text like pattern then 1 else word_similarity(word, plain.in_text) end as in_text,
            case when plain.in_notes like pattern then 1 else word_similarity(word, plain.in_notes) end as in_notes
          ) as shares) as how
      ) as found
      where found.least >= ${ALIKE}),
    page as materialized (
      select id, created_at, score from scored
      where $6::float8 is null or (score, created_at, id) < ($6::float8, $7::timestamptz, $8::uuid)
      order by score desc, created_at desc, id desc
      limit $9)
    select to_jsonb(todo) - 'rev' as row, page.score
    from page join todo on todo.id = page.id
    order by page.score desc, page.created_at desc, page.id desc`,
};
