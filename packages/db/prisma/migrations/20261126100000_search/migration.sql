-- Both are trusted since PostgreSQL 13: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- A text as it is searched: without accents and capitals. unaccent is only STABLE, as its dictionary could be edited;
-- an index needs to be told that nobody does. Whoever edits it reindexes todo_search_idx.
CREATE FUNCTION codex_plain(of_text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, of_text))
$$;

-- What of a todo is searched.
CREATE FUNCTION codex_searched(of_text text, notes text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT public.codex_plain(of_text || coalesce(E'\n' || notes, ''))
$$;

-- What contains a word, whatever characters it has.
CREATE FUNCTION codex_pattern(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT '%' || regexp_replace(public.codex_plain(word), '([\\%_])', '\\\1', 'g') || '%'
$$;

-- Every three characters in a row, each with the list that they stand in: in an index of these, a list shares nothing
-- with those of other people, so that a search in it takes as long however much they have.
CREATE FUNCTION codex_grams(in_list uuid, plain text) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT hashtext(in_list::text || gram)), '{}') FROM (
    SELECT one || lead(one, 1) OVER in_order || lead(one, 2) OVER in_order AS gram
    FROM unnest(string_to_array(plain, NULL)) WITH ORDINALITY AS characters (one, at)
    WINDOW in_order AS (ORDER BY at)
  ) AS grams WHERE gram IS NOT NULL
$$;

-- What waits to be sorted in is read by every search: no more than this many kB.
CREATE INDEX todo_search_idx ON "todo"
  USING gin (codex_grams(list_id, codex_searched("text", notes)))
  WITH (gin_pending_list_limit = 256)
  WHERE deleted_at IS NULL;

-- What is written past the program must be something that it can read: a day that there is, a label that is one.
ALTER TABLE "todo"
  DROP CONSTRAINT "todo_due_check",
  DROP CONSTRAINT "todo_labels_check",
  ADD CONSTRAINT "todo_due_check" CHECK (
    due IS NULL OR due ~ '^(19|2\d)\d\d-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d\[[A-Za-z][A-Za-z0-9_+/-]{0,63}\])?$'
    AND left(due, 10)::date IS NOT NULL),
  ADD CONSTRAINT "todo_labels_check" CHECK (
    array_position(labels, NULL) IS NULL AND array_position(labels, '') IS NULL AND cardinality(labels) <= 20
    AND array_to_string(labels, ',') ~ '^([^\s#,]{1,40}(,[^\s#,]{1,40})*)?$'),
  ADD CONSTRAINT "todo_notes_check" CHECK (notes ~ '\S' AND char_length(notes) <= 20000);
