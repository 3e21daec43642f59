import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter, yesFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { everyRow, joinedName } from '../lists/names';
import { signInFilter, whereSignIn } from '../lists/sign-in-filter';
import { omsNames } from '../omses/list';
import { isNotBlocked } from '../users/find';
import { canOperate, hasOneOperator, holdsOperator, otherOperators } from './find';
import { operatorNames } from './list-people';
import type { OperatorRow } from './types';

const operatorId = { sql: Prisma.sql`l.operator_id`, type: 'int' } as const;
const key = {
  operator: { sql: Prisma.sql`l.operator_key`, type: 'text', fixedBy: 'user' },
  oms: { sql: Prisma.sql`l.oms_key`, type: 'text', fixedBy: 'oms' },
  omsId: { sql: Prisma.sql`l.oms_id`, type: 'int' },
} as const;

const operatorName = joinedName(operatorNames, { id: Prisma.sql`l.operator_id`, name: key.operator.sql });
const omsName = joinedName(omsNames, { id: Prisma.sql`l.oms_id`, name: key.oms.sql });

/**
 * The operator is the only one who can manage the OMS. OMSs are few, and of each two operators at most are looked for.
 */
const isOnlyOperator = Prisma.sql`${canOperate(operatorId.sql)} AND l.oms_id = ANY (ARRAY(
  SELECT alone.id FROM omses alone WHERE ${hasOneOperator(Prisma.sql`alone.id`)}))`;

/** Operators and their OMSs, one row for each assignment. */
export const listOperators = defineList({
  call: 'ListOperators',
  permission: 'operators:read',
  filters: z.object({
    user: idFilter,
    oms: idFilter,
    isOnly: yesFilter,
    isDefault: yesFilter,
    signIn: signInFilter,
  }),
  sorts: {
    operator: { keys: [key.operator, { ...operatorId, fixedBy: 'user' }, key.omsId] },
    oms: { keys: [key.oms, operatorId] },
  },
  select: Prisma.sql`
    l.operator_id AS "operatorId", o.name AS "operatorName", l.oms_id AS "omsId", m.name AS "omsName",
    l.is_default AS "isDefault", NOT ${isNotBlocked(operatorId.sql)} AS "signInBlocked",
    NOT ${holdsOperator(operatorId.sql)} AS "lacksPermission",
    ${otherOperators.able} AS "otherOperators"`,
  from: (join) =>
    Prisma.sql`operator_omses l ${join} operators o ON o.id = l.operator_id ${join} omses m ON m.id = l.oms_id`,
  rowId: [operatorId.sql, key.omsId.sql],
  scope: everyRow,
  where: ({ user, oms, isOnly, isDefault, signIn }, actor) => [
    optionalFilter(user, (id) => Prisma.sql`l.operator_id = ${id}`),
    optionalFilter(oms, (id) => Prisma.sql`l.oms_id = ${id}`),
    optionalFilter(isOnly, () => isOnlyOperator),
    optionalFilter(isDefault, () => Prisma.sql`l.is_default`),
    whereSignIn(signIn, actor, Prisma.sql`NOT ${isNotBlocked(operatorId.sql)}`),
  ],
  search: [operatorName, omsName],
  toRow: (row: OperatorRow) => row,
});
