-- AlterTable
ALTER TABLE "todo" ADD COLUMN     "due" TEXT,
ADD COLUMN     "labels" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "notes" TEXT,
ADD COLUMN     "priority" SMALLINT;
