-- An entry that takes a removal back says which. The signed text of the entries that do not is what it was.
ALTER TABLE "audit_entries" ADD COLUMN "restores" BIGINT;

-- A removal is taken back once.
CREATE UNIQUE INDEX "audit_entries_restored_once" ON "audit_entries" ("restores") WHERE "outcome" = 'done';
