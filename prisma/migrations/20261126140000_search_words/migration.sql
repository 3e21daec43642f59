-- Search finds names by the beginnings of their words, through an index, however many names there are. An index of
-- trigrams needs three letters, and reads every name that has them. Names that begin with a term are found by the
-- indexes of beginnings already; these rows are the words after the first.
DO $$ BEGIN
  CREATE TYPE "search_kind" AS ENUM ('user', 'operator', 'oms', 'account', 'company');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

CREATE TABLE IF NOT EXISTS "search_words" (
    "kind" "search_kind" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "id" INTEGER NOT NULL,

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("kind","word","id")
);

-- For each word after the first: the rest of the name from there on, in lower case and cut to 40 characters, so that
-- a term of two words is found as well. A word begins where a letter or digit follows something else, and with each
-- sign that is not one of those which usually separate words.
CREATE OR REPLACE FUNCTION "search_words_of"("name" text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- The character that marks where words begin can't be part of a word.
  folded text := translate(lower(name), E'\x01', ' ');
  signs text := regexp_replace(folded, '[^[:alnum:][:space:]._,-]', E'\x01\\&', 'g');
  parts text[] := string_to_array(
    ltrim(regexp_replace(signs, '([^[:alnum:]])([[:alnum:]])', E'\\1\x01\\2', 'g'), E'\x01'), E'\x01');
  words text[] := '{}';
BEGIN
  FOR nth IN 2 .. coalesce(array_length(parts, 1), 0) LOOP
    words := words || left(array_to_string(parts[nth:], ''), 40);
  END LOOP;
  RETURN words;
END $$;

-- Keeps the words of the table that has the trigger: its kind and its column of names are the arguments. It runs as
-- the owner, so that a role which may write names needs no right to words; the table of words is named with its
-- schema, since a temporary table could have the same name.
CREATE OR REPLACE FUNCTION "keep_search_words"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  words text := format('%I.search_words', TG_TABLE_SCHEMA);
  those text := format('SELECT %L::search_kind AS kind, word COLLATE "C" AS word, t.id
    FROM %%s t, unnest(search_words_of(t.%I)) AS word', TG_ARGV[0], TG_ARGV[1]);
  remove text := format('DELETE FROM %s w USING (%s) g WHERE w.kind = g.kind AND w.word = g.word AND w.id = g.id', words, those);
  add text := format('INSERT INTO %s (kind, word, id) %s ORDER BY word ON CONFLICT DO NOTHING', words, those);
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN EXECUTE format(add, 'added');
    WHEN 'DELETE' THEN EXECUTE format(remove, 'removed');
    WHEN 'TRUNCATE' THEN EXECUTE format('DELETE FROM %s WHERE kind = %L', words, TG_ARGV[0]);
    ELSE
      EXECUTE format(remove, format('(SELECT ($1::%s).*)', TG_RELID::regclass)) USING OLD;
      EXECUTE format(add, format('(SELECT ($1::%s).*)', TG_RELID::regclass)) USING NEW;
  END CASE;
  RETURN NULL;
END $$;

-- So nobody else may use it, for instance in a trigger of a temporary table, and it looks for types and functions in this
-- schema only.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION keep_search_words() SET search_path = %I, pg_temp', current_schema());
  REVOKE EXECUTE ON FUNCTION keep_search_words() FROM PUBLIC;
END $$;

DO $$
DECLARE
  kind text;
  names text;
  name text;
BEGIN
  FOR kind, names, name IN VALUES
    ('user', 'users', 'user_name'), ('operator', 'operators', 'name'), ('oms', 'omses', 'name'),
    ('account', 'accounts', 'handle'), ('company', 'companies', 'name')
  LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER search_words_added AFTER INSERT ON %I
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_search_words(%L, %L)', names, kind, name);
    EXECUTE format('CREATE OR REPLACE TRIGGER search_words_removed AFTER DELETE ON %I
      REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_search_words(%L, %L)', names, kind, name);
    EXECUTE format('CREATE OR REPLACE TRIGGER search_words_emptied AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION keep_search_words(%L, %L)', names, kind, name);
    EXECUTE format('CREATE OR REPLACE TRIGGER search_words_renamed AFTER UPDATE OF id, %3$I ON %1$I FOR EACH ROW
      WHEN ((OLD.id, OLD.%3$I) IS DISTINCT FROM (NEW.id, NEW.%3$I)) EXECUTE FUNCTION keep_search_words(%2$L, %3$L)',
      names, kind, name);
    EXECUTE format('INSERT INTO search_words (kind, word, id)
      SELECT %2$L::search_kind, word, t.id FROM %1$I t, unnest(search_words_of(t.%3$I)) AS word
      ORDER BY word COLLATE "C" ON CONFLICT DO NOTHING', names, kind, name);
  END LOOP;
END $$;
