import { database } from '@/prisma/client';
import { defineQuery } from '../call/operation';
import { documentedRequest } from '../call/request';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import type { OperatorReply } from './types';

/** GetOperators: all current and former operators, by id. */
export const getOperators = defineQuery({
  call: 'GetOperators',
  permission: 'operators:read',
  request: documentedRequest({}),
  async run() {
    const rows = await database().$queryRaw<OperatorReply[]>`
      SELECT o.id AS "OperatorId", o.guid::text AS "OperatorGuid", o.name AS "OperatorName",
        coalesce(chosen.oms_id, 0) AS "DefaultOMSId"
      FROM operators o LEFT JOIN operator_omses chosen ON chosen.operator_id = o.id AND chosen.is_default
      ORDER BY o.id LIMIT ${ROWS_ASKED}`;
    return enforceRowLimit(rows, 'Ask GetOperatorOMSList for one operator.');
  },
});
