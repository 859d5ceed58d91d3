-- AlterTable
ALTER TABLE "command" ADD COLUMN     "batch" UUID;

-- Few commands are part of a batch.
CREATE INDEX command_batch ON command (user_id, batch, n) WHERE batch IS NOT NULL;
