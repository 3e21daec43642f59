import { can, overseesAll, type Rights, seesEverybody, seesSignIn } from '../call/permissions';
import type { ShownParts } from './types';

/**
 * How much of a person's access an actor sees, so that a page never looks complete when it is not. It must
 * depend on nothing that the person has: otherwise it would reveal what is hidden.
 *
 * @param actor who looks
 * @param userId the person; left out for people in general
 */
export function getPersonShown(actor: Rights & { userId: number }, userId?: number): ShownParts {
  const seesAll = overseesAll(actor);
  const isTold = seesAll || userId === actor.userId;
  const allIf = (isShown: boolean) => (isShown ? 'all' : 'none');
  return {
    omses: allIf(can(actor, 'operators:read')),
    accounts: allIf(can(actor, 'account-links:read')),
    roles: seesAll ? 'all' : can(actor, 'company-roles:read') ? 'own companies' : 'none',
    // Others see at most the permission that they may change.
    permissions: isTold ? 'all' : can(actor, 'user-permission:change') ? 'Operator' : 'none',
    signIn: allIf(userId === undefined ? seesEverybody(actor) : seesSignIn(actor, userId)),
    sessions: allIf(isTold),
    history: seesAll ? 'all' : 'own',
  };
}
