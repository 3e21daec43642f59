import { z } from 'zod';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { defineMutation, type Effect } from '../call/mutation';
import { documentedRequest, field, tryRequest } from '../call/request';
import { LOCK } from '../call/row-lock';
import { findCompany } from '../companies/find';
import { readCompanyReply } from '../companies/read-reply';
import type { RoleName } from '../companies/types';
import { findUser } from '../users/find';
import { countUnknownName, demandNameable } from '../users/unknown-names';
import { memberState, stateOf, targetOf } from './audit-view';
import { roleNamed, roleNameField } from './role-name';

const CALL = 'UpdateCompanyAddRoles';
const PERMISSION = 'company-role:add';
/** There are three roles; a longer list is a mistake. */
const MAX_ROLES = 10;

const request = documentedRequest({
  companyName: field.name(),
  roleNames: z.preprocess(
    (value) => value ?? undefined,
    z
      .array(roleNameField(), {
        error: ({ input }) => (input === undefined ? 'is not given' : 'must be a list of names'),
      })
      .min(1, 'must not be empty')
      .max(MAX_ROLES, `must have at most ${MAX_ROLES} names`),
  ),
  userName: field.name(),
});

const mutation = defineMutation({
  call: CALL,
  permission: PERMISSION,
  request,
  describe: ({ userName, roleNames, companyName }) =>
    `${userName} · ${roleNames.join(', ')} · ${companyName}`,
  subject: ({ userName }) => ({ id: undefined, name: userName }),

  async perform(tx, { request: { companyName, roleNames, userName }, actor, restores, setTarget }) {
    const search = { name: companyName, actor, lock: LOCK, call: CALL, permission: PERMISSION } as const;
    const company = await findCompany(tx, search);
    const asked = [...new Set(roleNames.map(roleNamed))];
    await demandNameable(tx, actor, userName);
    const { id: userId } = await findUser(tx, { id: undefined, name: userName }, LOCK);
    const user = { userId, userName };
    setTarget({
      words: `${userName} (user ${userId}) · ${asked.join(', ')} · ${company.name} (company ${company.id})`,
      subjectUserId: userId,
      companyId: company.id,
    });
    // The names may belong to others by now.
    const was = restores && memberState.parse(restores.before);
    if (was && (was.companyId !== company.id || was.userId !== userId)) {
      refuse(
        'operation_failed',
        `The name ${userName} or ${company.name} now belongs to someone else. Nothing was restored.`,
      );
    }
    const held = await tx.companyRole.findMany({ where: { companyId: company.id, userId } });
    let roles: RoleName[] = held.map(({ role }) => role);
    const effects: Effect[] = [];
    for (const role of asked.filter((name) => !roles.includes(name))) {
      await tx.companyRole.create({ data: { companyId: company.id, userId, role } });
      const before = stateOf({ company, user }, roles);
      roles = [...roles, role];
      const after = stateOf({ company, user }, roles);
      effects.push({ target: targetOf({ company, user, role }), before, after });
    }
    const [first, ...others] = effects;
    if (!first) {
      refuse('operation_failed', `${userName} is ${asked.join(' and ')} of ${company.name} already.`);
    }
    return { effects: [first, ...others], reply: await readCompanyReply(tx, company.id) };
  },
});

/** Counts the name in a valid request, before any answer about it. */
async function countName(actor: Actor | null, input: unknown): Promise<void> {
  const given = tryRequest(request, input).request;
  if (actor && given) await countUnknownName(actor, given.userName);
}

/**
 * UpdateCompanyAddRoles: gives a user roles in a company. It is the inverse of RemoveUserRole. It ignores
 * roles that the user already has; each new role gets its own audit entry. The number of unknown names that a
 * CoAdmin may enter is limited.
 */
export const updateCompanyAddRoles: typeof mutation = {
  ...mutation,
  async run(actor, input, context) {
    await countName(actor, input);
    return mutation.run(actor, input, context);
  },
  async runRecorded(actor, input, context) {
    await countName(actor, input);
    return mutation.runRecorded(actor, input, context);
  },
  async dryRun(actor, input, restores) {
    await countName(actor, input);
    return mutation.dryRun(actor, input, restores);
  },
  async dryRunIn(tx, actor, input, restores) {
    await countName(actor, input);
    return mutation.dryRunIn(tx, actor, input, restores);
  },
};
