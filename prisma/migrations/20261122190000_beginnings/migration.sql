-- What begins with one or two letters is found by these: an index of trigrams needs three.
CREATE INDEX "users_user_name_beginning" ON "users" (lower("user_name") text_pattern_ops);
CREATE INDEX "operators_name_beginning" ON "operators" (lower("name") text_pattern_ops);
CREATE INDEX "omses_name_beginning" ON "omses" (lower("name") text_pattern_ops);
CREATE INDEX "accounts_handle_beginning" ON "accounts" (lower("handle") text_pattern_ops);
CREATE INDEX "companies_name_beginning" ON "companies" (lower("name") text_pattern_ops);
