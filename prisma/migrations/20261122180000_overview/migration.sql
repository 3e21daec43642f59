-- What the overview counts, of tables that grow for ever: so that it reads what it counts, and not all the rest.
CREATE INDEX "users_barred" ON "users" ("id") WHERE NOT "email_verified";
CREATE INDEX "audit_entries_refused_at" ON "audit_entries" ("at") WHERE "outcome" = 'refused';
CREATE INDEX "audit_entries_removed_at" ON "audit_entries" ("at", "call")
  WHERE "outcome" = 'done' AND "call" IN ('RemoveOperatorOMS', 'RemoveUserAccount', 'RemoveUserRole', 'RemoveAllCoAdmins');
