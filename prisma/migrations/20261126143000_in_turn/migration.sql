-- Runs statements one after the other in one round trip. Each sees what was committed before it began, as if it had been
-- sent alone, so a statement can wait for a lock and the next read what that lock protects. A single statement could not:
-- it reads the database as it was before the wait.
--
-- Each template has the form of format(), in which %1$L is the first value. The result has one array of rows for each.
CREATE OR REPLACE FUNCTION "run_in_turn"("templates" text[], VARIADIC "given" text[]) RETURNS json
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  template text;
  row record;
  rows json[];
  results json[] := '{}';
BEGIN
  FOREACH template IN ARRAY templates LOOP
    rows := '{}';
    FOR row IN EXECUTE format(template, VARIADIC given) LOOP
      rows := rows || to_json(row);
    END LOOP;
    results := results || to_json(rows);
  END LOOP;
  RETURN to_json(results);
END $$;
