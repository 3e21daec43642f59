-- The list of people shows those whose sign-in is blocked, who are few, in the order of their names.
CREATE INDEX IF NOT EXISTS "users_blocked_order" ON "users" (lower("user_name")) WHERE NOT "email_verified";
