-- Wakes whoever shows what the audit log speaks of. What has changed they read for themselves.
CREATE FUNCTION "tell_of_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('access_console_changes', '');
  RETURN NULL;
END $$;

CREATE TRIGGER "audit_entries_are_told_of" AFTER INSERT ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_entries"();
