import { database } from '@/prisma/client';
import { defineQuery } from '../call/operation';
import { documentedRequest, field } from '../call/request';
import { NO_LOCK } from '../call/row-lock';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import { findOperator } from './find';
import type { OperatorOmsReply } from './types';

/** GetOperatorOMSList: the OMSs that an operator manages, by id. */
export const getOperatorOmsList = defineQuery({
  call: 'GetOperatorOMSList',
  permission: 'operators:read',
  request: documentedRequest({ OperatorId: field.id() }),
  async run(_actor, { OperatorId }) {
    await findOperator(database(), OperatorId, NO_LOCK);
    const rows = await database().$queryRaw<OperatorOmsReply[]>`
      SELECT operator_id AS "OperatorId", oms_id AS "OMSId", is_default AS "IsDefault"
      FROM operator_omses WHERE operator_id = ${OperatorId} ORDER BY oms_id LIMIT ${ROWS_ASKED}`;
    return enforceRowLimit(rows, 'The console lists them page by page.');
  },
});
