import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { defineQuery } from '../call/operation';
import { documentedRequest } from '../call/request';
import { managesCompany } from '../companies/scope';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import { PERSON_COLUMNS, type PersonRow, toPersonReply } from './read-person-reply';

/**
 * GetUsers: all users with a role in a company that the actor manages, by id, with the roles in those
 * companies only.
 */
export const getUsers = defineQuery({
  call: 'GetUsers',
  permission: 'company-people:read',
  request: documentedRequest({}),
  async run(actor) {
    const rows = await database().$queryRaw<PersonRow[]>`
      SELECT ${PERSON_COLUMNS}
      FROM company_roles r JOIN companies c ON c.id = r.company_id JOIN users u ON u.id = r.user_id
      WHERE ${managesCompany(actor, Prisma.sql`c.id`)} GROUP BY u.id ORDER BY u.id LIMIT ${ROWS_ASKED}`;
    return enforceRowLimit(rows, 'The console lists the roles of your companies page by page.').map((row) =>
      toPersonReply(row, actor),
    );
  },
});
