-- What the audit log is narrowed by, each in the log's own order.
CREATE INDEX "audit_entries_call_seq_idx" ON "audit_entries"("call", "seq");
CREATE INDEX "audit_entries_account_id_seq_idx" ON "audit_entries"("account_id", "seq");
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");
