-- Each link carries the names and the OMS by which the lists order and filter links, so that one index serves a
-- filter by one table and an order by another. Triggers keep them.
ALTER TABLE "user_accounts"
  ADD COLUMN IF NOT EXISTS "user_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS "account_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS "oms_id" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "company_roles"
  ADD COLUMN IF NOT EXISTS "user_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS "company_key" TEXT NOT NULL DEFAULT '';
ALTER TABLE "operator_omses"
  ADD COLUMN IF NOT EXISTS "operator_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS "oms_key" TEXT NOT NULL DEFAULT '';

-- A new link takes its keys, whatever it was given. FOR KEY SHARE is what the foreign keys lock, too: it waits for a
-- change of the name, and not for a removal. The user is locked FOR SHARE at once, since the link will be counted by
-- whether they can sign in. A missing row is left to the foreign key to report.
CREATE OR REPLACE FUNCTION "user_accounts_take_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  SELECT lower(a.handle), a.oms_id INTO NEW.account_key, NEW.oms_id
    FROM accounts a WHERE a.id = NEW.account_id FOR KEY SHARE;
  IF NOT FOUND THEN
    NEW.account_key := '';
    NEW.oms_id := 0;
  END IF;
  NEW.user_key := coalesce((SELECT lower(user_name) FROM users WHERE id = NEW.user_id FOR SHARE), '');
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION "company_roles_take_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  NEW.company_key := coalesce((SELECT lower(name) FROM companies WHERE id = NEW.company_id FOR KEY SHARE), '');
  NEW.user_key := coalesce((SELECT lower(user_name) FROM users WHERE id = NEW.user_id FOR SHARE), '');
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION "operator_omses_take_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  NEW.oms_key := coalesce((SELECT lower(name) FROM omses WHERE id = NEW.oms_id FOR KEY SHARE), '');
  NEW.operator_key := coalesce((SELECT lower(name) FROM operators WHERE id = NEW.operator_id FOR KEY SHARE), '');
  RETURN NEW;
END $$;

-- What links carry is changed alone: after transactions that add links to the row, and before those that come later.
-- A transaction that keeps an older view of the links would leave out the newest.
CREATE OR REPLACE FUNCTION "lock_for_list_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION '% on % is not allowed in a transaction that is %', TG_OP, TG_TABLE_NAME,
      current_setting('transaction_isolation')
      USING ERRCODE = 'invalid_transaction_state', HINT = 'Change names in a transaction that is read committed.';
  END IF;
  EXECUTE format('SELECT FROM %I.%I WHERE id = $1 FOR UPDATE', TG_TABLE_SCHEMA, TG_TABLE_NAME) USING OLD.id;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "users_give_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE user_accounts SET user_key = lower(NEW.user_name) WHERE user_id = NEW.id;
  UPDATE company_roles SET user_key = lower(NEW.user_name) WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "accounts_give_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE user_accounts SET account_key = lower(NEW.handle), oms_id = NEW.oms_id WHERE account_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "companies_give_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE company_roles SET company_key = lower(NEW.name) WHERE company_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "operators_give_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE operator_omses SET operator_key = lower(NEW.name) WHERE operator_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION "omses_give_keys"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE operator_omses SET oms_key = lower(NEW.name) WHERE oms_id = NEW.id;
  RETURN NULL;
END $$;

-- They run as their owner, so that who adds a link or changes a name needs no further grant. So nobody else may use
-- them, for instance in a trigger of a temporary table, and they look for tables in this schema only.
DO $$
DECLARE
  "function" text;
BEGIN
  FOREACH "function" IN ARRAY ARRAY['user_accounts_take_keys', 'company_roles_take_keys', 'operator_omses_take_keys',
    'users_give_keys', 'accounts_give_keys', 'companies_give_keys', 'operators_give_keys', 'omses_give_keys']
  LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', "function", current_schema());
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %I() FROM PUBLIC', "function");
  END LOOP;
END $$;

CREATE OR REPLACE TRIGGER "user_accounts_take_keys" BEFORE INSERT OR UPDATE OF "user_id", "account_id" ON "user_accounts"
  FOR EACH ROW EXECUTE FUNCTION "user_accounts_take_keys"();
CREATE OR REPLACE TRIGGER "company_roles_take_keys" BEFORE INSERT OR UPDATE OF "user_id", "company_id" ON "company_roles"
  FOR EACH ROW EXECUTE FUNCTION "company_roles_take_keys"();
CREATE OR REPLACE TRIGGER "operator_omses_take_keys" BEFORE INSERT OR UPDATE OF "operator_id", "oms_id" ON "operator_omses"
  FOR EACH ROW EXECUTE FUNCTION "operator_omses_take_keys"();

-- A change of a name, and of an account's OMS, passes to the links.
DO $$
DECLARE
  named text[];
  is_changed text;
BEGIN
  FOREACH named SLICE 1 IN ARRAY ARRAY[['users', 'user_name'], ['companies', 'name'], ['operators', 'name'],
    ['omses', 'name'], ['accounts', 'handle']]
  LOOP
    is_changed := format('lower(OLD.%1$I) <> lower(NEW.%1$I)', named[2]);
    IF named[1] = 'accounts' THEN
      is_changed := is_changed || ' OR OLD.oms_id <> NEW.oms_id';
    END IF;
    EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW WHEN (%s)
      EXECUTE FUNCTION lock_for_list_keys()', named[1] || '_lock_for_keys', named[1], is_changed);
    EXECUTE format('CREATE OR REPLACE TRIGGER %1$I AFTER UPDATE ON %2$I FOR EACH ROW WHEN (%3$s)
      EXECUTE FUNCTION %1$I()', named[1] || '_give_keys', named[1], is_changed);
  END LOOP;
END $$;

-- The links that exist. The triggers keep names from changing until this commits.
UPDATE "user_accounts" l SET "user_key" = lower(u."user_name"), "account_key" = lower(a."handle"), "oms_id" = a."oms_id"
  FROM "users" u, "accounts" a
  WHERE u."id" = l."user_id" AND a."id" = l."account_id" AND (l."user_key", l."account_key", l."oms_id")
    IS DISTINCT FROM (lower(u."user_name"), lower(a."handle"), a."oms_id");
UPDATE "company_roles" r SET "user_key" = lower(u."user_name"), "company_key" = lower(c."name")
  FROM "users" u, "companies" c
  WHERE u."id" = r."user_id" AND c."id" = r."company_id"
    AND (r."user_key", r."company_key") IS DISTINCT FROM (lower(u."user_name"), lower(c."name"));
UPDATE "operator_omses" l SET "operator_key" = lower(o."name"), "oms_key" = lower(m."name")
  FROM "operators" o, "omses" m
  WHERE o."id" = l."operator_id" AND m."id" = l."oms_id"
    AND (l."operator_key", l."oms_key") IS DISTINCT FROM (lower(o."name"), lower(m."name"));

CREATE INDEX IF NOT EXISTS "user_accounts_user_key_account_id_idx" ON "user_accounts"("user_key", "account_id");
CREATE INDEX IF NOT EXISTS "user_accounts_account_key_user_id_idx" ON "user_accounts"("account_key", "user_id");
-- With all ids that the list joins by, so that counting the links of an OMS reads no row.
CREATE INDEX IF NOT EXISTS "user_accounts_oms_id_user_key_account_id_user_id_idx" ON "user_accounts"("oms_id", "user_key", "account_id", "user_id");
CREATE INDEX IF NOT EXISTS "user_accounts_oms_id_account_key_user_id_account_id_idx" ON "user_accounts"("oms_id", "account_key", "user_id", "account_id");
CREATE INDEX IF NOT EXISTS "company_roles_user_key_id_idx" ON "company_roles"("user_key", "id");
CREATE INDEX IF NOT EXISTS "company_roles_company_key_id_idx" ON "company_roles"("company_key", "id");
CREATE INDEX IF NOT EXISTS "company_roles_role_user_key_id_idx" ON "company_roles"("role", "user_key", "id");
CREATE INDEX IF NOT EXISTS "company_roles_role_company_key_id_idx" ON "company_roles"("role", "company_key", "id");
CREATE INDEX IF NOT EXISTS "operator_omses_operator_key_operator_id_oms_id_idx" ON "operator_omses"("operator_key", "operator_id", "oms_id");
CREATE INDEX IF NOT EXISTS "operator_omses_oms_key_operator_id_idx" ON "operator_omses"("oms_key", "operator_id");
CREATE INDEX IF NOT EXISTS "operator_omses_oms_id_operator_key_operator_id_idx" ON "operator_omses"("oms_id", "operator_key", "operator_id");
