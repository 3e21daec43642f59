import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { idFilter } from '../call/request';
import { defineList, optionalFilter } from '../lists/define-list';
import { uniqueName } from '../lists/keyset';
import { everyRow, joinedName } from '../lists/names';
import { omsNames } from '../omses/list';
import { isNotBlocked } from '../users/find';
import { holdsOperator } from './can-operate';
import { otherOperators } from './find';
import { operatorNames } from './list-people';
import type { OperatorRow } from './types';

const operatorId = { sql: Prisma.sql`l.operator_id`, type: 'int' } as const;
const omsId = { sql: Prisma.sql`l.oms_id`, type: 'int' } as const;

const operatorName = joinedName(operatorNames, { id: Prisma.sql`l.operator_id`, alias: Prisma.sql`o` });
const omsName = joinedName(omsNames, { id: Prisma.sql`l.oms_id`, alias: Prisma.sql`m` });

/** Operators and their OMSs, one row for each assignment. */
export const listOperators = defineList({
  call: 'ListOperators',
  permission: 'operators:read',
  filters: z.object({ user: idFilter, oms: idFilter }),
  sorts: {
    operator: { keys: [{ sql: Prisma.sql`lower(o.name)`, type: 'text' }, operatorId, omsId] },
    oms: { keys: [uniqueName(omsName), operatorId] },
  },
  select: Prisma.sql`
    l.operator_id AS "operatorId", o.name AS "operatorName", l.oms_id AS "omsId", m.name AS "omsName",
    l.is_default AS "isDefault", NOT ${isNotBlocked(operatorId.sql)} AS "signInBlocked",
    NOT ${holdsOperator(operatorId.sql)} AS "lacksPermission",
    ${otherOperators.able} AS "otherOperators"`,
  from: (join) =>
    Prisma.sql`operator_omses l ${join} operators o ON o.id = l.operator_id ${join} omses m ON m.id = l.oms_id`,
  scope: everyRow,
  where: ({ user, oms }) => [
    optionalFilter(user, (id) => Prisma.sql`l.operator_id = ${id}`),
    optionalFilter(oms, (id) => Prisma.sql`l.oms_id = ${id}`),
  ],
  search: [operatorName, omsName],
  toRow: (row: OperatorRow) => row,
});
