import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

/**
 * Tables that every call may change: readEntries() reads the audit log, words are made of names, numbers of links
 * (domain/invariants/kept-counts.test.ts compares them), the rest are counts and records.
 */
const OTHERS = [
  'audit_entries',
  'audit_head',
  'attempt_counts',
  'rate_limits',
  'search_words',
  'account_users',
  'company_role_holders',
  '_prisma_migrations',
];

/** Columns of links that triggers fill from other rows. prisma/list-keys.test.ts compares them with these. */
const KEYS: Record<string, string[]> = {
  user_accounts: ['user_key', 'account_key', 'oms_id'],
  company_roles: ['user_key', 'company_key'],
  operator_omses: ['operator_key', 'oms_key'],
};

/** All rows of all tables except those, without such keys, one JSON text for each row. */
export async function readState(): Promise<Set<string>> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema::regnamespace AND relkind = 'r' AND relname <> ALL (${OTHERS})`;
  const selects = tables.map(({ name }) => {
    const row = `to_jsonb(t) - '{${KEYS[name] ?? ''}}'::text[]`;
    return `SELECT (jsonb_build_object('table', '${name}') || (${row}))::text AS line FROM "${name}" t`;
  });
  const rows = await database().$queryRaw<{ line: string }[]>(Prisma.raw(selects.join(' UNION ALL ')));
  return new Set(rows.map(({ line }) => line));
}

const parsed = (lines: string[]): unknown[] => lines.sort().map((line) => JSON.parse(line));

/**
 * Returns the rows removed and added since a state was read. A changed row is in both.
 */
export async function changesSince(before: Set<string>): Promise<{ removed: unknown[]; added: unknown[] }> {
  const after = await readState();
  return {
    removed: parsed([...before].filter((line) => !after.has(line))),
    added: parsed([...after].filter((line) => !before.has(line))),
  };
}

/** All audit entries, oldest first. */
export const readEntries = () => database().auditEntry.findMany({ orderBy: { seq: 'asc' } });
