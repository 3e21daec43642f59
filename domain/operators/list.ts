import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter, yesFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { joinedThing } from '../lists/joined-thing';
import { everyRow } from '../lists/names';
import { signInFilter, whereSignIn } from '../lists/sign-in-filter';
import { omsNames } from '../omses/list';
import { isNotBlocked } from '../users/find';
import { canOperate, hasOneOperator, holdsOperator, otherOperators } from './find';
import { operatorNames } from './list-people';
import type { OperatorRow } from './types';

const operatorOf = joinedThing(operatorNames, 'l.operator', 'user');
const omsOf = joinedThing(omsNames, 'l.oms', 'oms');

/**
 * The operator is the only one who can manage the OMS. OMSs are few, and of each two operators at most are looked for.
 */
const isOnlyOperator = Prisma.sql`${canOperate(operatorOf.id.sql)} AND l.oms_id = ANY (ARRAY(
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
    operator: { keys: [operatorOf.key, { ...operatorOf.id, fixedBy: 'user' }, omsOf.id] },
    oms: { keys: [omsOf.key, operatorOf.id] },
  },
  select: Prisma.sql`
    l.operator_id AS "operatorId", o.name AS "operatorName", l.oms_id AS "omsId", m.name AS "omsName",
    l.is_default AS "isDefault", NOT ${isNotBlocked(operatorOf.id.sql)} AS "signInBlocked",
    NOT ${holdsOperator(operatorOf.id.sql)} AS "lacksPermission",
    ${otherOperators.able} AS "otherOperators"`,
  from: (join) =>
    Prisma.sql`operator_omses l ${join} operators o ON o.id = l.operator_id ${join} omses m ON m.id = l.oms_id`,
  rowId: [operatorOf.id.sql, omsOf.id.sql],
  scope: everyRow,
  where: ({ user, oms, isOnly, isDefault, signIn }, actor) => [
    optionalFilter(user, (id) => Prisma.sql`l.operator_id = ${id}`),
    optionalFilter(oms, (id) => Prisma.sql`l.oms_id = ${id}`),
    optionalFilter(isOnly, () => isOnlyOperator),
    optionalFilter(isDefault, () => Prisma.sql`l.is_default`),
    whereSignIn(signIn, actor, Prisma.sql`NOT ${isNotBlocked(operatorOf.id.sql)}`),
  ],
  search: [operatorOf, omsOf],
  toRow: (row: OperatorRow) => row,
});
