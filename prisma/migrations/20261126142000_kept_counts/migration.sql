-- How many users of an account can sign in, and how many people hold a role in a company, are kept in tables of their
-- own: findings and the filters for "only" would otherwise count all links. Triggers keep the numbers, also for what the
-- exchange loads. The tables hold the names that lists are sorted by, too.
CREATE TABLE IF NOT EXISTS "account_users" (
    "account_id" INTEGER NOT NULL,
    "account_key" TEXT NOT NULL,
    "able" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "account_users_pkey" PRIMARY KEY ("account_id")
);

CREATE TABLE IF NOT EXISTS "company_role_holders" (
    "company_id" INTEGER NOT NULL,
    "role" "company_role_name" NOT NULL,
    "company_key" TEXT NOT NULL,
    "holders" INTEGER NOT NULL DEFAULT 0,
    "able" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "company_role_holders_pkey" PRIMARY KEY ("company_id", "role")
);

-- Whether a user can sign in is read under a lock that conflicts with blocking: of a link and a blocking at the same
-- time, the later one must see the earlier one. The condition must stay out of the subquery with the lock, which would
-- otherwise not wait for a user who is being allowed to sign in. Users are locked by id, then the numbers by id.
--
-- Both subqueries are look-ups for each row, so that one plan fits one link as well as a COPY of millions.
CREATE OR REPLACE FUNCTION "count_account_users"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  step int := TG_ARGV[0];
BEGIN
  INSERT INTO account_users AS kept (account_id, account_key, able)
  SELECT counted.account_id, (SELECT lower(a.handle) FROM accounts a WHERE a.id = counted.account_id), counted.able
  FROM (SELECT l.account_id, step * count(*) FILTER (WHERE p.email_verified) AS able
        FROM (SELECT c.account_id, c.user_id FROM changed c ORDER BY c.user_id) l
        CROSS JOIN LATERAL (SELECT u.email_verified FROM users u WHERE u.id = l.user_id FOR SHARE) p
        GROUP BY l.account_id) counted
  WHERE counted.able <> 0
  ORDER BY counted.account_id
  ON CONFLICT (account_id) DO UPDATE SET able = kept.able + EXCLUDED.able;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "count_role_holders"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  step int := TG_ARGV[0];
BEGIN
  INSERT INTO company_role_holders AS kept (company_id, role, company_key, holders, able)
  SELECT counted.company_id, counted.role,
    (SELECT lower(c.name) FROM companies c WHERE c.id = counted.company_id), counted.holders, counted.able
  FROM (SELECT r.company_id, r.role, step * count(*) AS holders,
          step * count(*) FILTER (WHERE p.email_verified) AS able
        FROM (SELECT c.company_id, c.role, c.user_id FROM changed c ORDER BY c.user_id) r
        CROSS JOIN LATERAL (SELECT u.email_verified FROM users u WHERE u.id = r.user_id FOR SHARE) p
        GROUP BY r.company_id, r.role) counted
  ORDER BY counted.company_id, counted.role
  ON CONFLICT (company_id, role) DO UPDATE
    SET holders = kept.holders + EXCLUDED.holders, able = kept.able + EXCLUDED.able;
  RETURN NULL;
END $$;

-- The lock of the changed user's row keeps others from counting their links until this transaction ends. A transaction
-- that keeps an older view of the links would leave out the newest.
CREATE OR REPLACE FUNCTION "count_able_user"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  step int := CASE WHEN NEW.email_verified THEN 1 ELSE -1 END;
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'users.email_verified is not changed in a transaction that is %',
      current_setting('transaction_isolation')
      USING ERRCODE = 'invalid_transaction_state', HINT = 'Block and unblock in a transaction that is read committed.';
  END IF;
  INSERT INTO account_users AS kept (account_id, account_key, able)
  SELECT l.account_id, (SELECT lower(a.handle) FROM accounts a WHERE a.id = l.account_id), step
  FROM user_accounts l WHERE l.user_id = NEW.id
  ORDER BY l.account_id
  ON CONFLICT (account_id) DO UPDATE SET able = kept.able + EXCLUDED.able;
  INSERT INTO company_role_holders AS kept (company_id, role, company_key, holders, able)
  SELECT r.company_id, r.role, (SELECT lower(c.name) FROM companies c WHERE c.id = r.company_id), 0, step
  FROM company_roles r WHERE r.user_id = NEW.id
  ORDER BY r.company_id, r.role
  ON CONFLICT (company_id, role) DO UPDATE SET able = kept.able + EXCLUDED.able;
  RETURN NULL;
END $$;

-- One statement may add an account and its links. Then the links may have been counted before.
CREATE OR REPLACE FUNCTION "keep_account_users"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE account_users SET account_key = lower(NEW.handle) WHERE account_id = NEW.id;
  ELSE
    INSERT INTO account_users (account_id, account_key)
    SELECT c.id, lower(c.handle) FROM changed c ORDER BY c.id ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "keep_role_holders"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE company_role_holders SET company_key = lower(NEW.name) WHERE company_id = NEW.id;
  ELSE
    INSERT INTO company_role_holders (company_id, role, company_key)
    SELECT c.id, r.role, lower(c.name) FROM changed c
    CROSS JOIN unnest(enum_range(NULL::company_role_name)) AS r (role) ORDER BY 1, 2 ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- The functions run as the owner, so that nobody else needs the right to write the numbers. They find no table but those
-- of this schema, whatever else a role has on its path.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['count_account_users', 'count_role_holders', 'count_able_user', 'keep_account_users',
    'keep_role_holders'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = pg_catalog, %I, pg_temp', name, current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %I() FROM PUBLIC', name);
  END LOOP;
END $$;

-- From here to the end of this transaction nobody else can change what is counted.
CREATE OR REPLACE TRIGGER "accounts_get_a_number" AFTER INSERT ON "accounts"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "keep_account_users"();
CREATE OR REPLACE TRIGGER "accounts_are_renamed" AFTER UPDATE OF "handle" ON "accounts"
  FOR EACH ROW WHEN (OLD.handle IS DISTINCT FROM NEW.handle) EXECUTE FUNCTION "keep_account_users"();
CREATE OR REPLACE TRIGGER "companies_get_numbers" AFTER INSERT ON "companies"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "keep_role_holders"();
CREATE OR REPLACE TRIGGER "companies_are_renamed" AFTER UPDATE OF "name" ON "companies"
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION "keep_role_holders"();
CREATE OR REPLACE TRIGGER "users_are_counted" AFTER UPDATE OF "email_verified" ON "users"
  FOR EACH ROW WHEN (OLD.email_verified IS DISTINCT FROM NEW.email_verified) EXECUTE FUNCTION "count_able_user"();

CREATE OR REPLACE TRIGGER "links_are_not_moved" BEFORE UPDATE OF "user_id", "account_id" ON "user_accounts"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('a link is added or removed, never moved');
CREATE OR REPLACE TRIGGER "links_are_counted" AFTER INSERT ON "user_accounts"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "count_account_users"('1');
CREATE OR REPLACE TRIGGER "links_are_counted_out" AFTER DELETE ON "user_accounts"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "count_account_users"('-1');

CREATE OR REPLACE TRIGGER "roles_are_not_moved" BEFORE UPDATE OF "user_id", "company_id", "role" ON "company_roles"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('a role is given or removed, never moved');
CREATE OR REPLACE TRIGGER "roles_are_counted" AFTER INSERT ON "company_roles"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "count_role_holders"('1');
CREATE OR REPLACE TRIGGER "roles_are_counted_out" AFTER DELETE ON "company_roles"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "count_role_holders"('-1');

-- What is there already.
INSERT INTO "account_users" AS kept ("account_id", "account_key", "able")
SELECT a.id, lower(a.handle), coalesce(counted.able, 0)
FROM "accounts" a LEFT JOIN (
  SELECT l.account_id, count(*) AS able FROM "user_accounts" l JOIN "users" u ON u.id = l.user_id AND u.email_verified
  GROUP BY l.account_id) counted ON counted.account_id = a.id
ON CONFLICT ("account_id") DO UPDATE SET "account_key" = EXCLUDED.account_key, "able" = EXCLUDED.able
  WHERE (kept.account_key, kept.able) IS DISTINCT FROM (EXCLUDED.account_key, EXCLUDED.able);

INSERT INTO "company_role_holders" AS kept ("company_id", "role", "company_key", "holders", "able")
SELECT c.id, named.role, lower(c.name), coalesce(counted.holders, 0), coalesce(counted.able, 0)
FROM "companies" c CROSS JOIN unnest(enum_range(NULL::"company_role_name")) AS named (role) LEFT JOIN (
  SELECT r.company_id, r.role, count(*) AS holders, count(*) FILTER (WHERE u.email_verified) AS able
  FROM "company_roles" r JOIN "users" u ON u.id = r.user_id GROUP BY r.company_id, r.role) counted
  ON counted.company_id = c.id AND counted.role = named.role
ON CONFLICT ("company_id", "role") DO UPDATE
  SET "company_key" = EXCLUDED.company_key, "holders" = EXCLUDED.holders, "able" = EXCLUDED.able
  WHERE (kept.company_key, kept.holders, kept.able) IS DISTINCT FROM (EXCLUDED.company_key, EXCLUDED.holders, EXCLUDED.able);

ALTER TABLE "account_users" DROP CONSTRAINT IF EXISTS "account_users_account_id_fkey";
ALTER TABLE "account_users" ADD CONSTRAINT "account_users_account_id_fkey" FOREIGN KEY ("account_id")
  REFERENCES "accounts" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "company_role_holders" DROP CONSTRAINT IF EXISTS "company_role_holders_company_id_fkey";
ALTER TABLE "company_role_holders" ADD CONSTRAINT "company_role_holders_company_id_fkey" FOREIGN KEY ("company_id")
  REFERENCES "companies" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The overview counts by id, the lists of findings are in the order of names.
CREATE INDEX IF NOT EXISTS "account_users_none" ON "account_users" ("account_id") WHERE "able" = 0;
CREATE INDEX IF NOT EXISTS "account_users_none_order" ON "account_users" ("account_key") WHERE "able" = 0;
CREATE INDEX IF NOT EXISTS "account_users_one" ON "account_users" ("account_id") WHERE "able" = 1;
CREATE INDEX IF NOT EXISTS "company_role_holders_no_co_admin" ON "company_role_holders" ("company_key")
  WHERE "role" = 'CoAdmin' AND "holders" = 0;
CREATE INDEX IF NOT EXISTS "company_role_holders_one_co_admin" ON "company_role_holders" ("company_key")
  WHERE "role" = 'CoAdmin' AND "holders" = 1;
CREATE INDEX IF NOT EXISTS "company_role_holders_blocked_co_admins" ON "company_role_holders" ("company_key")
  WHERE "role" = 'CoAdmin' AND "holders" > 0 AND "able" = 0;
CREATE INDEX IF NOT EXISTS "company_role_holders_one" ON "company_role_holders" ("company_id", "role") WHERE "holders" = 1;

-- Planned with the numbers that are there now, not with those of an empty table.
ANALYZE "account_users";
ANALYZE "company_role_holders";
