import { refuse } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { LOCK } from '../call/row-lock';
import { findCompany } from '../companies/find';
import { readCompanyReply } from '../companies/read-reply';
import type { RoleName } from '../companies/types';
import { stateOf, targetOf } from './audit-view';
import { giveRolesAgain } from './undo';

const CALL = 'RemoveAllCoAdmins';
const PERMISSION = 'co-admins:remove';

interface CoAdmin {
  userId: number;
  userName: string;
  /** All of their roles in the company, including CoAdmin. */
  roles: RoleName[];
}

const mutation = defineMutation({
  call: CALL,
  permission: PERMISSION,
  request: documentedRequest({ companyName: field.name() }),
  describe: ({ companyName }) => `all CoAdmins · ${companyName}`,

  async perform(tx, { request: { companyName }, actor, setTarget }) {
    const search = { name: companyName, actor, lock: LOCK, call: CALL, permission: PERMISSION } as const;
    const company = await findCompany(tx, search);
    setTarget({ words: `all CoAdmins · ${company.name} (company ${company.id})`, companyId: company.id });
    const coAdmins = await tx.$queryRaw<CoAdmin[]>`
      SELECT r.user_id AS "userId", u.user_name AS "userName",
        ARRAY(SELECT role::text FROM company_roles WHERE company_id = r.company_id AND user_id = r.user_id) AS roles
      FROM company_roles r JOIN users u ON u.id = r.user_id
      WHERE r.company_id = ${company.id} AND r.role = 'CoAdmin' ORDER BY r.id`;
    const effects = coAdmins.map(({ roles, ...user }) => ({
      target: targetOf({ company, user, role: 'CoAdmin' }),
      before: stateOf({ company, user }, roles),
      after: stateOf(
        { company, user },
        roles.filter((role) => role !== 'CoAdmin'),
      ),
    }));
    const [first, ...others] = effects;
    if (!first) refuse('not_found', `${company.name} has no CoAdmin: already removed, or never named.`);
    // The roles are counted by whether they can sign in, so the users are locked before them.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ANY (${coAdmins.map(({ userId }) => userId)}) ORDER BY id FOR SHARE`;
    await tx.companyRole.deleteMany({ where: { companyId: company.id, role: 'CoAdmin' } });
    return { effects: [first, ...others], reply: await readCompanyReply(tx, company.id) };
  },
});

/**
 * RemoveAllCoAdmins: removes every CoAdmin of a company, which only PlatformAdmins can manage then. The users
 * keep their other roles. Each removed role has its own audit entry.
 */
export const removeAllCoAdmins = { ...mutation, undo: giveRolesAgain };
