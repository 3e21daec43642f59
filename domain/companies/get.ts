import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

import { defineQuery } from '../call/operation';
import { idSchema } from '../call/request';
import { readCompanyView } from './read-view';
import { managesCompany, refuseCompany } from './scope';

const CALL = 'GetCompany';
const PERMISSION = 'companies:read';

/** One company for its page. A hidden company and one that does not exist get the same refusal. */
export const getCompany = defineQuery({
  call: CALL,
  permission: PERMISSION,
  request: z.object({ companyId: idSchema }),
  async run(actor, { companyId }) {
    const [mine] = await database().$queryRaw<unknown[]>`
      SELECT 1 FROM companies c WHERE c.id = ${companyId} AND ${managesCompany(actor, Prisma.sql`c.id`)}`;
    if (!mine) refuseCompany(actor, { call: CALL, permission: PERMISSION, name: String(companyId) });
    return readCompanyView(database(), companyId, actor);
  },
});
