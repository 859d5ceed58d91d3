-- CreateTable
CREATE TABLE "todo" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "completed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "todo_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "todo_created_at_id_idx" ON "todo"("created_at", "id");

-- CreateIndex
CREATE INDEX "todo_completed_created_at_id_idx" ON "todo"("completed", "created_at", "id");
