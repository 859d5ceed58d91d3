-- CreateEnum
CREATE TYPE "series_mode" AS ENUM ('schedule', 'completion');

-- AlterTable
ALTER TABLE "todo" ADD COLUMN     "occurrence" TEXT,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "series_id" UUID;

-- CreateTable
CREATE TABLE "series" (
    "id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "mode" "series_mode" NOT NULL,
    "start" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rev" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "label" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "rev" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "rev" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "series_list_id_rev_id_idx" ON "series"("list_id", "rev", "id");

-- CreateIndex
CREATE INDEX "label_user_id_rev_id_idx" ON "label"("user_id", "rev", "id");

-- CreateIndex
CREATE UNIQUE INDEX "label_user_id_name_key" ON "label"("user_id", "name");

-- CreateIndex
CREATE INDEX "saved_view_user_id_rev_id_idx" ON "saved_view"("user_id", "rev", "id");

-- CreateIndex
CREATE INDEX "todo_parent_id_idx" ON "todo"("parent_id");

-- CreateIndex
CREATE INDEX "todo_series_id_idx" ON "todo"("series_id");

-- AddForeignKey
ALTER TABLE "todo" ADD CONSTRAINT "todo_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "todo"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "todo" ADD CONSTRAINT "todo_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "label" ADD CONSTRAINT "label_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Their rows are numbered and recorded as those of the other synced tables.
CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "series"
  FOR EACH ROW EXECUTE FUNCTION codex_track('list_id', 'id');
CREATE TRIGGER codex_tracked AFTER INSERT ON "series"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('list_id', 'id');
CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "label"
  FOR EACH ROW EXECUTE FUNCTION codex_track('user_id', 'id');
CREATE TRIGGER codex_tracked AFTER INSERT ON "label"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('user_id', 'id');
CREATE TRIGGER codex_track BEFORE INSERT OR UPDATE OR DELETE ON "saved_view"
  FOR EACH ROW EXECUTE FUNCTION codex_track('user_id', 'id');
CREATE TRIGGER codex_tracked AFTER INSERT ON "saved_view"
  FOR EACH ROW EXECUTE FUNCTION codex_tracked('user_id', 'id');

-- What is written here past the program (in psql, say) must be something that it can read.
ALTER TABLE "todo"
  ADD CONSTRAINT "todo_priority_check" CHECK (priority BETWEEN 1 AND 3),
  ADD CONSTRAINT "todo_due_check" CHECK (due ~ '^\d{4}-\d\d-\d\d(T\d\d:\d\d\[[A-Za-z][A-Za-z0-9_+/-]*\])?$'),
  ADD CONSTRAINT "todo_labels_check" CHECK (
    array_position(labels, NULL) IS NULL AND array_to_string(labels, ',') ~ '^([^\s#,]+(,[^\s#,]+)*)?$');
