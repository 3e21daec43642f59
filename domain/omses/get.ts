import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { findLastRemoval } from '../audit-entries/find-last-removal';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { idSchema } from '../call/request';
import { upToLimit } from '../lists/up-to-limit';
import { canOperate } from '../operators/find';
import type { OmsView } from './types';

/** One OMS, above the list of its operators. */
export const getOms = defineQuery({
  call: 'GetOms',
  permission: 'operators:read',
  request: z.object({ omsId: idSchema }),
  async run(actor, { omsId }): Promise<OmsView> {
    const operators = Prisma.sql`operator_omses l WHERE l.oms_id = m.id`;
    const [oms] = await database().$queryRaw<Omit<OmsView, 'lastRemoval'>[]>`
      SELECT m.id, m.name, ${upToLimit(operators)} AS operators,
        ${upToLimit(Prisma.sql`${operators} AND ${canOperate(Prisma.sql`l.operator_id`)}`)} AS "ableOperators",
        ${upToLimit(Prisma.sql`accounts a WHERE a.oms_id = m.id`)} AS accounts
      FROM omses m WHERE m.id = ${omsId}`;
    if (!oms) refuse('not_found', `There is no OMS ${omsId}.`);
    const isLeft = oms.ableOperators === 0;
    const about = Prisma.sql`o.oms_id = ${omsId}`;
    const lastRemoval = isLeft ? await findLastRemoval(actor, { call: 'RemoveOperatorOMS', about }) : null;
    return { ...oms, lastRemoval };
  },
});
