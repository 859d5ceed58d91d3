-- DropIndex
DROP INDEX "member_user_id_idx";

-- AlterTable
ALTER TABLE "list" ADD COLUMN     "rev" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "rev" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "todo" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "rev" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "log" (
    "id" UUID NOT NULL,
    "head" BIGINT NOT NULL,
    "floor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "log_id" UUID NOT NULL,
    "rev" BIGINT NOT NULL,
    "n" BIGSERIAL NOT NULL,
    "entity" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "user_id" UUID,
    "command_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "before" JSONB,

    CONSTRAINT "change_pkey" PRIMARY KEY ("log_id","rev","n")
);

-- CreateTable
CREATE TABLE "command" (
    "user_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "n" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "answer" JSONB,
    "revs" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_by" UUID,

    CONSTRAINT "command_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "gone" (
    "log_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "rev" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gone_pkey" PRIMARY KEY ("log_id","entity","row_id")
);

-- CreateIndex
CREATE INDEX "change_row_id_idx" ON "change"("row_id");

-- CreateIndex
CREATE INDEX "change_at_idx" ON "change" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "command_user_id_n_idx" ON "command"("user_id", "n");

-- CreateIndex
CREATE INDEX "command_at_idx" ON "command" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "gone_log_id_rev_idx" ON "gone"("log_id", "rev");

-- CreateIndex
CREATE INDEX "gone_at_idx" ON "gone" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "member_user_id_rev_idx" ON "member"("user_id", "rev");

-- CreateIndex
CREATE INDEX "todo_list_id_rev_id_idx" ON "todo"("list_id", "rev", "id");

-- CreateIndex
CREATE INDEX "todo_deleted_at_idx" ON "todo"("deleted_at");

-- AddForeignKey
ALTER TABLE "command" ADD CONSTRAINT "command_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Its rows are rewritten with every change: room on the page lets that happen in place.
ALTER TABLE "log" SET (fillfactor = 50);

-- What is here already becomes the first entry of its log.
INSERT INTO "log" ("id", "head") SELECT "id", 1 FROM "list" UNION ALL SELECT "id", 1 FROM "user";
UPDATE "list" SET "rev" = 1;
UPDATE "member" SET "rev" = 1;
UPDATE "todo" SET "rev" = 1;

-- The number of this transaction in a log: the first of its rows raises the head, the others share it. A row of
-- "log" that this transaction wrote has its id as xmin. Until it commits nobody else gets past here, so numbers
-- have no gaps and commit in order. Null if there is no such log and none is to be made.
CREATE FUNCTION codex_number(in_log uuid, make boolean) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  LOOP
    UPDATE log SET head = head + 1 WHERE id = in_log AND (xmin <> pg_current_xact_id()::xid OR head = 0)
    RETURNING head INTO n;
    IF FOUND THEN RETURN n; END IF;
    SELECT head INTO n FROM log WHERE id = in_log;
    IF FOUND OR NOT make THEN RETURN n; END IF;
    INSERT INTO log (id, head) VALUES (in_log, 1) ON CONFLICT DO NOTHING;
  END LOOP;
END $$;

CREATE FUNCTION codex_record(in_log uuid, number bigint, of_table text, of_row uuid, was jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO change (log_id, rev, entity, row_id, before, user_id, command_id) VALUES (
    in_log, number, of_table, of_row, was,
    nullif(current_setting('codex.user', true), '')::uuid,
    nullif(current_setting('codex.command', true), '')::uuid)
$$;

CREATE FUNCTION codex_part(from_log uuid, number bigint, of_table text, of_row uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO gone (log_id, entity, row_id, rev) VALUES (from_log, of_table, of_row, number)
  ON CONFLICT (log_id, entity, row_id) DO UPDATE SET rev = excluded.rev, at = excluded.at
$$;

-- Removes what was written about a row: its history. What commands were answered holds no texts.
CREATE FUNCTION codex_forget(of_table text, of_row uuid) RETURNS void LANGUAGE sql AS $$
  DELETE FROM change WHERE row_id = of_row AND entity = of_table
$$;

-- On every synced table, before its rows are written. The arguments name the column with the row's log and the one
-- with its id in that log; it knows of no other column but rev, so that a new one is carried as it is. A third says
-- what its rows are besides: 'log', the log itself, which comes and goes with them; 'place', known by the id of a row
-- elsewhere, whose history is to stay.
CREATE FUNCTION codex_track() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb;
  will jsonb;
  touched jsonb;
  from_log uuid;
  to_log uuid;
  this_row uuid;
  number bigint;
  is_there boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN
    was := to_jsonb(OLD);
    from_log := was ->> TG_ARGV[0];
    this_row := was ->> TG_ARGV[1];
    IF TG_ARGV[2] IS DISTINCT FROM 'place' THEN PERFORM codex_forget(TG_TABLE_NAME, this_row); END IF;
    IF TG_ARGV[2] = 'log' THEN
      DELETE FROM log WHERE id = from_log;
      DELETE FROM change WHERE log_id = from_log;
      DELETE FROM gone WHERE log_id = from_log;
      RETURN OLD;
    END IF;
    number := codex_number(from_log, false);
    IF number IS NOT NULL THEN PERFORM codex_part(from_log, number, TG_TABLE_NAME, this_row); END IF;
    RETURN OLD;
  END IF;

  will := to_jsonb(NEW) - 'rev';
  to_log := will ->> TG_ARGV[0];
  IF TG_OP = 'INSERT' THEN
    IF TG_ARGV[2] = 'log' THEN
      -- The log of a user, or of what is gone, is nobody's to take over.
      EXECUTE format('SELECT true FROM %I WHERE %I = $1', TG_TABLE_NAME, TG_ARGV[1]) INTO is_there USING to_log;
      IF is_there IS NULL THEN INSERT INTO log (id, head) VALUES (to_log, 0); END IF;
    END IF;
    NEW.rev := codex_number(to_log, true);
    RETURN NEW;
  END IF;

  was := to_jsonb(OLD) - 'rev';
  IF was = will THEN
    NEW.rev := OLD.rev;
    RETURN NEW;
  END IF;
  SELECT jsonb_object_agg(key, value) INTO touched FROM jsonb_each(was) WHERE value IS DISTINCT FROM will -> key;
  from_log := was ->> TG_ARGV[0];
  this_row := will ->> TG_ARGV[1];
  IF from_log <> to_log THEN
    number := codex_number(from_log, false);
    IF number IS NOT NULL THEN
      PERFORM codex_part(from_log, number, TG_TABLE_NAME, this_row);
      PERFORM codex_record(from_log, number, TG_TABLE_NAME, this_row, was);
    END IF;
    DELETE FROM gone WHERE log_id = to_log AND entity = TG_TABLE_NAME AND row_id = this_row;
  END IF;
  -- Without a log its list is being deleted, and the row is about to go too.
  number := codex_number(to_log, false);
  IF number IS NOT NULL THEN
    NEW.rev := number;
    PERFORM codex_record(to_log, number, TG_TABLE_NAME, this_row, touched);
  END IF;
  RETURN NEW;
END $$;

-- After an insertion, when it is known that it was no ON CONFLICT DO NOTHING.
CREATE FUNCTION codex_tracked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_now jsonb := to_jsonb(NEW);
BEGIN
  PERFORM codex_record((is_now ->> TG_ARGV[0])::uuid, NEW.rev, TG_TABLE_NAME, (is_now ->> TG_ARGV[1])::uuid, NULL);
  DELETE FROM gone
  WHERE log_id = (is_now ->> TG_ARGV[0])::uuid AND entity = TG_TABLE_NAME AND row_id = (is_now ->> TG_ARGV[1])::uuid;
  RETURN NULL;
END $$;

CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "list"
  FOR EACH ROW EXECUTE FUNCTION codex_track('id', 'id', 'log');
CREATE TRIGGER codex_tracked AFTER INSERT ON "list"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('id', 'id');
CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "todo"
  FOR EACH ROW EXECUTE FUNCTION codex_track('list_id', 'id');
CREATE TRIGGER codex_tracked AFTER INSERT ON "todo"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('list_id', 'id');
CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "member"
  FOR EACH ROW EXECUTE FUNCTION codex_track('user_id', 'list_id', 'place');
CREATE TRIGGER codex_tracked AFTER INSERT ON "member"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('user_id', 'list_id');

-- The texts that a user wrote leave the history with them: from where they first touched a row on.
CREATE FUNCTION codex_forget_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH touched AS (
    SELECT change.entity, change.row_id, min(change.n) AS since
    FROM command, jsonb_each_text(command.revs) AS part (log_id, rev)
      JOIN change ON change.log_id = part.log_id::uuid AND change.rev = part.rev::bigint
    WHERE command.user_id = OLD.id AND change.user_id = OLD.id
    GROUP BY change.entity, change.row_id
  )
  DELETE FROM change USING touched
  WHERE change.row_id = touched.row_id AND change.entity = touched.entity AND change.n >= touched.since;
  DELETE FROM log WHERE id = OLD.id;
  DELETE FROM change WHERE log_id = OLD.id;
  DELETE FROM gone WHERE log_id = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER codex_forget_user BEFORE DELETE ON "user"
  FOR EACH ROW EXECUTE FUNCTION codex_forget_user();

-- A plan made while a table is empty would read all of it later, for every row of a large command.
ALTER FUNCTION codex_track() SET enable_seqscan = off;
ALTER FUNCTION codex_tracked() SET enable_seqscan = off;
