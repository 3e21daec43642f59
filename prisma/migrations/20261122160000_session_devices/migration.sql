-- What a session was opened with, so that its user can tell one from another.
ALTER TABLE "sessions" ADD COLUMN "user_agent" TEXT;

-- How long it may lie idle: that of the process where it was opened. Whoever looks from another one sees it the same.
ALTER TABLE "sessions" ADD COLUMN "idle_minutes" INTEGER NOT NULL DEFAULT 15;

-- Those that may still be open are found without a look at all there ever were.
CREATE INDEX "sessions_user_id_expires_at_idx" ON "sessions"("user_id", "expires_at");
