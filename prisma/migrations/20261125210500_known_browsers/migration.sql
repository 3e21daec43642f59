-- A browser that has signed in before has a count of failures of its own.
ALTER TABLE "sign_in_failures" ADD COLUMN "device" UUID;
CREATE INDEX "sign_in_failures_device_at_idx" ON "sign_in_failures"("device", "at");

-- Every try asks whether its user has signed in from its address lately.
CREATE INDEX "sessions_user_id_address_created_at_idx" ON "sessions"("user_id", "address", "created_at");
