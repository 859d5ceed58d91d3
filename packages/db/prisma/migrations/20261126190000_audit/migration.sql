-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "kind" TEXT NOT NULL,
    "user_id" UUID,
    "email" TEXT,
    "address" TEXT,
    "request" TEXT,
    "about" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_user_id_idx" ON "audit"("user_id");

-- CreateIndex
CREATE INDEX "audit_email_idx" ON "audit"("email");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit" USING BRIN ("at");

-- An entry stands as it was written. Only what is older than the server keeps is deleted: whoever prunes says, for the
-- transaction, up to when that is.
CREATE FUNCTION codex_audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.at <= nullif(current_setting('codex.audit_until', true), '')::timestamptz THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is only added to.';
END $$;
CREATE TRIGGER codex_audit_stands BEFORE UPDATE OR DELETE ON "audit"
  FOR EACH ROW EXECUTE FUNCTION codex_audit_stands();
CREATE TRIGGER codex_audit_stands_whole BEFORE TRUNCATE ON "audit"
  FOR EACH STATEMENT EXECUTE FUNCTION codex_audit_stands();
