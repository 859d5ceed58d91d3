-- What a function in SQL does is parsed and planned anew by every statement that calls it, unless it becomes a part of
-- that statement, which none of these can; in PL/pgSQL it is once for each connection. Every new or changed todo calls
-- them. They do what they did: todo_search_idx, which consists of two of them, need not be built again. codex_searched,
-- the third, stays as it is: it does become a part of whatever calls it.

CREATE OR REPLACE FUNCTION codex_plain(of_text text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, of_text));
END $$;

-- The index takes what comes twice once.
CREATE OR REPLACE FUNCTION codex_grams(in_list uuid, plain text) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  list text := in_list;
  characters text[] := string_to_array(plain, NULL);
  grams int[] := '{}';
BEGIN
  FOR at IN 1 .. cardinality(characters) - 2 LOOP
    grams := grams || hashtext(list || characters[at] || characters[at + 1] || characters[at + 2]);
  END LOOP;
  RETURN grams;
END $$;

CREATE OR REPLACE FUNCTION codex_record(in_log uuid, number bigint, of_table text, of_row uuid, was jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change (log_id, rev, entity, row_id, before, user_id, command_id) VALUES (
    in_log, number, of_table, of_row, was,
    nullif(current_setting('codex.user', true), '')::uuid,
    nullif(current_setting('codex.command', true), '')::uuid);
END $$;

CREATE OR REPLACE FUNCTION codex_part(from_log uuid, number bigint, of_table text, of_row uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO gone (log_id, entity, row_id, rev) VALUES (from_log, of_table, of_row, number)
  ON CONFLICT (log_id, entity, row_id) DO UPDATE SET rev = excluded.rev, at = excluded.at;
END $$;

CREATE OR REPLACE FUNCTION codex_forget(of_table text, of_row uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM change WHERE row_id = of_row AND entity = of_table;
END $$;
