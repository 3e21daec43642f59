-- The ground: everything the console stores. The first part is what Prisma makes of schema.prisma,
-- the second says what its language can't: uniqueness that ignores case, the order and search indexes of
-- the lists, checks, and the triggers that keep users, accounts and the audit log from being taken away.


-- CreateEnum
CREATE TYPE "permission_name" AS ENUM ('Operator', 'PlatformAdmin', 'SUPERUSER');

-- CreateEnum
CREATE TYPE "company_role_name" AS ENUM ('CoAdmin', 'CoShareholder', 'CoAgent');

-- CreateEnum
CREATE TYPE "door" AS ENUM ('console', 'gateway');

-- CreateEnum
CREATE TYPE "audit_outcome" AS ENUM ('done', 'refused', 'failed');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "user_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT true,
    "password_hash" TEXT,
    "default_account_id" INTEGER,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_permissions" (
    "user_id" INTEGER NOT NULL,
    "permission" "permission_name" NOT NULL,

    CONSTRAINT "user_permissions_pkey" PRIMARY KEY ("user_id","permission")
);

-- CreateTable
CREATE TABLE "operators" (
    "id" INTEGER NOT NULL,
    "guid" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,

    CONSTRAINT "operators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "omses" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "omses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_omses" (
    "operator_id" INTEGER NOT NULL,
    "oms_id" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "operator_omses_pkey" PRIMARY KEY ("operator_id","oms_id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" SERIAL NOT NULL,
    "handle" TEXT NOT NULL,
    "oms_id" INTEGER NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_accounts" (
    "user_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,

    CONSTRAINT "user_accounts_pkey" PRIMARY KEY ("user_id","account_id")
);

-- CreateTable
CREATE TABLE "companies" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "state_or_province_of_incorporation" TEXT NOT NULL,
    "incorporation_date" TIMESTAMPTZ(3) NOT NULL,
    "accounting_currency" TEXT NOT NULL,

    CONSTRAINT "companies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_roles" (
    "id" SERIAL NOT NULL,
    "company_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "role" "company_role_name" NOT NULL,

    CONSTRAINT "company_roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company_assets" (
    "id" SERIAL NOT NULL,
    "company_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "on_exchange_balance" DECIMAL(38,18) NOT NULL DEFAULT 0,

    CONSTRAINT "company_assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "secret_hash" CHAR(64) NOT NULL,
    "user_id" INTEGER NOT NULL,
    "door" "door" NOT NULL,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failures" (
    "id" BIGSERIAL NOT NULL,
    "user_name" TEXT NOT NULL,
    "address" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "actor_name" TEXT NOT NULL,
    "session_id" UUID,
    "address" TEXT,
    "door" "door" NOT NULL,
    "call" TEXT NOT NULL,
    "outcome" "audit_outcome" NOT NULL,
    "error_code" INTEGER NOT NULL,
    "detail" TEXT,
    "target" TEXT NOT NULL,
    "subject_user_id" INTEGER,
    "oms_id" INTEGER,
    "account_id" INTEGER,
    "company_id" INTEGER,
    "reason_code" TEXT,
    "reason_text" TEXT,
    "request_id" TEXT NOT NULL,
    "correlation_id" UUID NOT NULL,
    "request" JSON NOT NULL,
    "before" JSON,
    "after" JSON,
    "reply" JSON,
    "prev" CHAR(64) NOT NULL,
    "mac" CHAR(64) NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "mac" CHAR(64) NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_id_default_account_id_key" ON "users"("id", "default_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "operators_guid_key" ON "operators"("guid");

-- CreateIndex
CREATE INDEX "operator_omses_oms_id_operator_id_idx" ON "operator_omses"("oms_id", "operator_id");

-- CreateIndex
CREATE INDEX "accounts_oms_id_id_idx" ON "accounts"("oms_id", "id");

-- CreateIndex
CREATE INDEX "user_accounts_account_id_user_id_idx" ON "user_accounts"("account_id", "user_id");

-- CreateIndex
CREATE INDEX "company_roles_user_id_role_company_id_idx" ON "company_roles"("user_id", "role", "company_id");

-- CreateIndex
CREATE INDEX "company_roles_company_id_role_user_id_idx" ON "company_roles"("company_id", "role", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "company_roles_company_id_user_id_role_key" ON "company_roles"("company_id", "user_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "company_assets_company_id_name_key" ON "company_assets"("company_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_secret_hash_key" ON "sessions"("secret_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_created_at_idx" ON "sessions"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_failures_user_name_at_idx" ON "sign_in_failures"("user_name", "at");

-- CreateIndex
CREATE INDEX "sign_in_failures_address_at_idx" ON "sign_in_failures"("address", "at");

-- CreateIndex
CREATE INDEX "sign_in_failures_at_idx" ON "sign_in_failures"("at");

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_seq_idx" ON "audit_entries"("actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entries_oms_id_seq_idx" ON "audit_entries"("oms_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entries_company_id_seq_idx" ON "audit_entries"("company_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entries_subject_user_id_seq_idx" ON "audit_entries"("subject_user_id", "seq");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_id_default_account_id_fkey" FOREIGN KEY ("id", "default_account_id") REFERENCES "user_accounts"("user_id", "account_id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "user_permissions" ADD CONSTRAINT "user_permissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operators" ADD CONSTRAINT "operators_id_fkey" FOREIGN KEY ("id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operator_omses" ADD CONSTRAINT "operator_omses_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "operator_omses" ADD CONSTRAINT "operator_omses_oms_id_fkey" FOREIGN KEY ("oms_id") REFERENCES "omses"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_oms_id_fkey" FOREIGN KEY ("oms_id") REFERENCES "omses"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_accounts" ADD CONSTRAINT "user_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user_accounts" ADD CONSTRAINT "user_accounts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "company_roles" ADD CONSTRAINT "company_roles_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "company_roles" ADD CONSTRAINT "company_roles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "company_assets" ADD CONSTRAINT "company_assets_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- Unique names ignore case. The lists are ordered by the same expression, so these are their keyset indexes too.
CREATE UNIQUE INDEX "users_user_name_key" ON "users" (lower("user_name"));
CREATE UNIQUE INDEX "omses_name_key" ON "omses" (lower("name"));
CREATE UNIQUE INDEX "accounts_handle_key" ON "accounts" (lower("handle"));
CREATE UNIQUE INDEX "companies_name_key" ON "companies" (lower("name"));
CREATE INDEX "operators_name_order" ON "operators" (lower("name"), "id");

-- Search by any part of a name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "users_user_name_search" ON "users" USING gin ("user_name" gin_trgm_ops);
CREATE INDEX "operators_name_search" ON "operators" USING gin ("name" gin_trgm_ops);
CREATE INDEX "omses_name_search" ON "omses" USING gin ("name" gin_trgm_ops);
CREATE INDEX "accounts_handle_search" ON "accounts" USING gin ("handle" gin_trgm_ops);
CREATE INDEX "companies_name_search" ON "companies" USING gin ("name" gin_trgm_ops);
CREATE INDEX "audit_entries_target_search" ON "audit_entries" USING gin ("target" gin_trgm_ops);
CREATE INDEX "audit_entries_actor_name_search" ON "audit_entries" USING gin ("actor_name" gin_trgm_ops);

-- An operator has at most one default OMS.
CREATE UNIQUE INDEX "operator_omses_one_default" ON "operator_omses" ("operator_id") WHERE "is_default";

-- A request id is recorded once per user, and only for what was done.
CREATE UNIQUE INDEX "audit_entries_request_once" ON "audit_entries" ("actor_id", "request_id") WHERE "outcome" = 'done';

-- Names are never empty, and short enough to show and to index.
ALTER TABLE "users" ADD CONSTRAINT "users_user_name_check" CHECK ("user_name" <> '' AND length("user_name") <= 200);
ALTER TABLE "users" ADD CONSTRAINT "users_password_hash_check" CHECK ("password_hash" LIKE '$argon2id$%');
ALTER TABLE "operators" ADD CONSTRAINT "operators_name_check" CHECK ("name" <> '' AND length("name") <= 200);
ALTER TABLE "omses" ADD CONSTRAINT "omses_name_check" CHECK ("name" <> '' AND length("name") <= 200);
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_handle_check" CHECK ("handle" <> '' AND length("handle") <= 200);
ALTER TABLE "companies" ADD CONSTRAINT "companies_name_check" CHECK ("name" <> '' AND length("name") <= 200);
ALTER TABLE "company_assets" ADD CONSTRAINT "company_assets_name_check" CHECK ("name" <> '' AND length("name") <= 200);
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_secret_hash_check" CHECK ("secret_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_expiry_check" CHECK ("expires_at" > "created_at");
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_outcome_check" CHECK (("outcome" = 'done') = ("error_code" = 0));
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_single_row_check" CHECK ("id" = 1);

-- Users and accounts are never deleted, audit entries neither changed nor deleted, whoever asks.
CREATE FUNCTION "forbid_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is not allowed: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "users_are_kept" BEFORE DELETE OR TRUNCATE ON "users"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('users can never be deleted');
CREATE TRIGGER "accounts_are_kept" BEFORE DELETE OR TRUNCATE ON "accounts"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('accounts can never be deleted');
CREATE TRIGGER "permissions_are_not_moved" BEFORE UPDATE ON "user_permissions"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('a permission is given or taken, never moved to somebody else');
CREATE TRIGGER "audit_entries_are_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('audit entries are only ever added');
CREATE TRIGGER "audit_head_is_kept" BEFORE DELETE OR TRUNCATE ON "audit_head"
  FOR EACH STATEMENT EXECUTE FUNCTION "forbid_change"('the audit chain has one head');

-- The chain begins before its first entry.
INSERT INTO "audit_head" ("id", "seq", "mac") VALUES (1, 0, repeat('0', 64));
