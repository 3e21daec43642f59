-- Search in the audit log also finds reasons, details, outcomes and reason labels.
CREATE INDEX IF NOT EXISTS "audit_entries_reason_text_search" ON "audit_entries" USING gin ("reason_text" gin_trgm_ops);
CREATE INDEX IF NOT EXISTS "audit_entries_detail_search" ON "audit_entries" USING gin ("detail" gin_trgm_ops);
CREATE INDEX IF NOT EXISTS "audit_entries_outcome_seq" ON "audit_entries" ("outcome", "seq") WHERE "outcome" <> 'done';
CREATE INDEX IF NOT EXISTS "audit_entries_reason_code_seq" ON "audit_entries" ("reason_code", "seq") WHERE "reason_code" IS NOT NULL;
