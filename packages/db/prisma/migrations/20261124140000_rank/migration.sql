-- AlterTable
ALTER TABLE "todo" ADD COLUMN     "rank" TEXT COLLATE "C";
