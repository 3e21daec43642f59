-- Users are also found by the beginning of their e-mail address.
CREATE INDEX IF NOT EXISTS "users_email_beginning" ON "users" (lower("email") text_pattern_ops);
