import { mayReadEntry } from '../audit-entries/scope';
import { can, overseesAll, seesEverybody } from '../call/permissions';
import { FINDINGS } from '../overview/types';
import type { Change } from './changes';
import type { QueryPrefix } from './types';
import type { StreamActor } from './viewers';

const findingsAbout = (about: string): QueryPrefix[] =>
  FINDINGS.filter((finding) => finding.startsWith(about)).map((finding) => ['list', finding]);

/** Whether the viewer's page of somebody tells what was changed about that person himself. */
function seesState(viewer: StreamActor, { call, permission }: Change): boolean {
  if (overseesAll(viewer)) return true;
  switch (call) {
    case 'SetUserInfo':
    case 'UnlockUser':
      return seesEverybody(viewer);
    case 'AddUserPermission':
    case 'RevokeUserPermission':
      return seesEverybody(viewer) && permission === 'Operator';
    default:
      return false;
  }
}

/** What was done to somebody or something, as far as the viewer's pages show it. */
function queriesChangedFor(viewer: StreamActor, change: Change): QueryPrefix[] {
  const { subjectUserId, omsId, accountId, companyId } = change;
  const managesIt =
    companyId !== null && (overseesAll(viewer) || viewer.adminOf.some(({ id }) => id === companyId));
  const isAboutHim = omsId === null && accountId === null && companyId === null;
  // Of somebody's page he hears only what that page tells him.
  const seesIt =
    (omsId !== null && can(viewer, 'operators:read')) ||
    (accountId !== null && can(viewer, 'account-links:read')) ||
    managesIt ||
    (isAboutHim && seesState(viewer, change));
  return [
    ...(omsId !== null && can(viewer, 'operators:read')
      ? [['list', 'operators'], ...findingsAbout('omses')]
      : []),
    ...(accountId !== null && can(viewer, 'account-links:read')
      ? [['list', 'account-links'], ...findingsAbout('accounts')]
      : []),
    ...(managesIt ? [['list', 'company-roles'], ['company', companyId], ...findingsAbout('companies')] : []),
    ...(seesIt && subjectUserId !== null ? [['person', subjectUserId], ...findingsAbout('barred')] : []),
    // Companies tell of their members whether they can sign in, but not CoAdmins.
    ...(seesIt && change.call === 'SetUserInfo' ? [['company'], ...findingsAbout('companies')] : []),
  ];
}

/**
 * Whether something was taken from the viewer himself, or given to him: it may change all that he sees.
 *
 * @param viewer who looks on
 * @param change what happened
 */
export const isAboutSelf = (viewer: StreamActor, { isDone, subjectUserId }: Change): boolean =>
  isDone && subjectUserId === viewer.userId;

/**
 * What a change means to somebody who looks on: the parts of his pages that show it, and nothing that he may
 * not see.
 *
 * @param viewer who looks on, with his rights of this moment
 * @param change what happened
 */
export function affectedQueries(viewer: StreamActor, change: Change): QueryPrefix[] {
  if (isAboutSelf(viewer, change)) return [[]];
  const areas = [
    ...(change.isDone ? queriesChangedFor(viewer, change) : []),
    ...(mayReadEntry(viewer, change) ? [['list', 'audit'], ['audit']] : []),
  ];
  return areas.length === 0 ? [] : [...areas, ['overview']];
}
