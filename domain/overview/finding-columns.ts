import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can, overseesAll } from '../call/permissions';
import type { MoreColumns } from '../lists/reference-list';
import { canOperate } from '../operators/find';
import { isoTime } from '../values/iso-time';
import type { Finding, FindingRow } from './types';

/** Counts end here, so that a row with very many links costs no more. */
const MOST = 100;

const counted = (from: Prisma.Sql) =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${MOST}) counted)`;

const named = (kind: 'person' | 'oms', from: Prisma.Sql) => Prisma.sql`(
  SELECT json_build_object('kind', ${kind}::text, 'id', named.id, 'name', named.name) FROM (${from} LIMIT 1) named)`;

/**
 * The newest entry about a row, which an index finds.
 *
 * @param column of the entry, with the row's id
 */
const newestEntry = (column: 'subject_user_id' | 'oms_id' | 'account_id' | 'company_id') => Prisma.sql`(
  SELECT json_build_object('seq', e.seq::text, 'at', ${isoTime(Prisma.sql`e.at`)}) FROM audit_entries e
  WHERE e.${Prisma.raw(column)} = t.id ORDER BY e.seq DESC LIMIT 1)`;

interface Columns {
  holds: Prisma.Sql;
  beside?: Prisma.Sql;
  lastChange: Prisma.Sql;
  lastSignIn?: Prisma.Sql;
}

const selected = ({ holds, beside, lastChange, lastSignIn }: Columns) => Prisma.sql`
  json_build_object(${holds}) AS holds, ${beside ?? Prisma.sql`NULL::json`} AS beside,
  ${lastChange} AS "lastChange", ${lastSignIn ?? Prisma.sql`NULL::text`} AS "lastSignIn"`;

const omsAccounts = Prisma.sql`'accounts', ${counted(Prisma.sql`accounts a WHERE a.oms_id = t.id`)}`;
const oms = { holds: omsAccounts, lastChange: newestEntry('oms_id') };
const companyRoles = Prisma.sql`'roles', ${counted(Prisma.sql`company_roles r WHERE r.company_id = t.id`)}`;
const company = { holds: companyRoles, lastChange: newestEntry('company_id') };

const COLUMNS: Record<Finding, Columns> = {
  'blocked-with-access': {
    holds: Prisma.sql`
      'omses', ${counted(Prisma.sql`operator_omses l WHERE l.operator_id = t.id`)},
      'accounts', ${counted(Prisma.sql`user_accounts l WHERE l.user_id = t.id`)},
      'roles', ${counted(Prisma.sql`company_roles r WHERE r.user_id = t.id`)},
      'permissions', ARRAY(SELECT p.permission::text FROM user_permissions p WHERE p.user_id = t.id ORDER BY p.permission)`,
    lastChange: newestEntry('subject_user_id'),
    lastSignIn: Prisma.sql`(SELECT ${isoTime(Prisma.sql`max(s.created_at)`)} FROM sessions s WHERE s.user_id = t.id)`,
  },
  'omses-without-operator': oms,
  'omses-with-one-operator': {
    ...oms,
    beside: named(
      'person',
      Prisma.sql`SELECT o.id, o.name FROM operator_omses l JOIN operators o ON o.id = l.operator_id
        WHERE l.oms_id = t.id AND ${canOperate(Prisma.sql`l.operator_id`)}`,
    ),
  },
  'accounts-without-user': {
    holds: Prisma.empty,
    beside: named('oms', Prisma.sql`SELECT m.id, m.name FROM omses m WHERE m.id = t.oms_id`),
    lastChange: newestEntry('account_id'),
  },
  'companies-without-co-admin': company,
  'companies-with-one-co-admin': {
    ...company,
    beside: named(
      'person',
      Prisma.sql`SELECT u.id, u.user_name AS name FROM company_roles r JOIN users u ON u.id = r.user_id
        WHERE r.company_id = t.id AND r.role = 'CoAdmin'`,
    ),
  },
  'companies-with-blocked-co-admins': company,
};

/** Of a person, only actors who oversee everything see every role and permission. */
function holdsFor(
  actor: Actor,
  { permissions = [], roles, ...links }: FindingRow['holds'],
): FindingRow['holds'] {
  return {
    ...links,
    permissions: can(actor, 'user-permission:change')
      ? permissions.filter((permission) => permission === 'Operator')
      : [],
  };
}

/** What the list of a finding shows of its rows. Only those who oversee everything see changes and sign-ins. */
export const columnsOf = (finding: Finding): MoreColumns<FindingRow> => ({
  select: selected(COLUMNS[finding]),
  toRow: (row, actor) => {
    if (overseesAll(actor)) return row;
    const holds = finding === 'blocked-with-access' ? holdsFor(actor, row.holds) : row.holds;
    return { ...row, holds, lastChange: null, lastSignIn: null };
  },
});
