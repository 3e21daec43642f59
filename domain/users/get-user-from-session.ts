import { database } from '@/prisma/client';
import { defineQuery } from '../call/operation';
import { documentedRequest } from '../call/request';
import { requireRow } from '../call/transaction';
import { PERSON_COLUMNS, type PersonRow, toPersonReply } from './read-person-reply';

/** GetUserFromSession: the actor, with all of their roles. */
export const getUserFromSession = defineQuery({
  call: 'GetUserFromSession',
  permission: 'self:read',
  request: documentedRequest({}),
  async run(actor) {
    const [row] = await database().$queryRaw<PersonRow[]>`
      SELECT ${PERSON_COLUMNS}
      FROM users u LEFT JOIN company_roles r ON r.user_id = u.id LEFT JOIN companies c ON c.id = r.company_id
      WHERE u.id = ${actor.userId} GROUP BY u.id`;
    return toPersonReply(requireRow(row), actor);
  },
});
