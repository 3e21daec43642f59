-- The console alone writes these times, and reckons with them: 'infinity' or a year that no clock shows would make
-- every query that looks at such a row fail. A session or a count that has one was not written by the console.
DELETE FROM "sessions" WHERE NOT (
  "created_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z' AND "last_seen_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z'
  AND "expires_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z');
UPDATE "sessions" SET "ended_at" = now() WHERE NOT "ended_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z';
DELETE FROM "sign_in_failures" WHERE NOT "at" BETWEEN '2000-01-01Z' AND '9999-12-31Z';
DELETE FROM "rate_limits" WHERE NOT "expire" BETWEEN '2000-01-01Z' AND '9999-12-31Z';

ALTER TABLE "sessions" ADD CONSTRAINT "sessions_times_check" CHECK (
  "created_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z' AND "last_seen_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z'
  AND "expires_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z' AND "ended_at" BETWEEN '2000-01-01Z' AND '9999-12-31Z');
ALTER TABLE "sign_in_failures" ADD CONSTRAINT "sign_in_failures_at_check"
  CHECK ("at" BETWEEN '2000-01-01Z' AND '9999-12-31Z');
ALTER TABLE "rate_limits" ADD CONSTRAINT "rate_limits_expire_check"
  CHECK ("expire" BETWEEN '2000-01-01Z' AND '9999-12-31Z');
-- Entries are never changed, so those that are there stay as they are, and signed as they are.
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_at_check"
  CHECK ("at" BETWEEN '2000-01-01Z' AND '9999-12-31Z') NOT VALID;
