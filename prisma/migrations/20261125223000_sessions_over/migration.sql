-- Sessions that are over are deleted after a while, and found without a look at those that are open.
CREATE INDEX "sessions_over" ON "sessions" (least("ended_at", "expires_at"));
