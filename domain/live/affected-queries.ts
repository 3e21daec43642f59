import { mayReadEntry } from '../audit-entries/scope';
import { can, overseesAll, seesEverybody } from '../call/permissions';
import { FINDINGS, type Finding } from '../overview/types';
import type { lists } from '../registry';
import type { Change } from './changes';
import type { QueryPrefix } from './types';
import type { StreamActor } from './viewers';

type Kind = 'oms' | 'account' | 'company';

/** Lists of users, OMSs, accounts and companies show none of their links. */
type ListOfLinks = Exclude<
  keyof typeof lists,
  Finding | 'audit' | 'people' | 'users' | 'omses' | 'accounts' | 'companies' | 'operator-people'
>;

/** What each list of links shows links to. */
const LINKED_TO: Record<ListOfLinks, Kind> = {
  operators: 'oms',
  'account-links': 'account',
  'company-roles': 'company',
};

const LISTS_OF_LINKS = Object.keys(LINKED_TO).map((list): QueryPrefix => ['list', list]);

const listsAbout = (kind: Kind): QueryPrefix[] =>
  Object.entries(LINKED_TO)
    .filter(([, linked]) => linked === kind)
    .map(([list]) => ['list', list]);

const findingsAbout = (about: string): QueryPrefix[] =>
  FINDINGS.filter((finding) => finding.startsWith(about)).map((finding) => ['list', finding]);

/** Whether the actor's view of a person's page shows what the call changed about that person. */
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

/** Calls that change whether people can use what they hold. */
const CHANGES_ABILITY = ['SetUserInfo', 'AddUserPermission', 'RevokeUserPermission'];

/** The queries that show what was changed, as far as the actor may see it. */
function queriesChangedFor(viewer: StreamActor, change: Change): QueryPrefix[] {
  const { subjectUserId, omsId, accountId, companyId } = change;
  const managesIt =
    companyId !== null && (overseesAll(viewer) || viewer.adminOf.some(({ id }) => id === companyId));
  const isAboutPerson = omsId === null && accountId === null && companyId === null;
  // A person's page must not reload for a change that it does not show to this actor.
  const seesIt =
    (omsId !== null && can(viewer, 'operators:read')) ||
    (accountId !== null && can(viewer, 'account-links:read')) ||
    managesIt ||
    (isAboutPerson && seesState(viewer, change));
  return [
    ...(omsId !== null && can(viewer, 'operators:read')
      ? [...listsAbout('oms'), ['oms', omsId], ...findingsAbout('omses')]
      : []),
    ...(accountId !== null && can(viewer, 'account-links:read')
      ? [...listsAbout('account'), ['account', accountId], ...findingsAbout('accounts')]
      : []),
    ...(managesIt ? [...listsAbout('company'), ['company', companyId], ...findingsAbout('companies')] : []),
    ...(seesIt && subjectUserId !== null
      ? [
          // The pages of others show with how many they share an OMS, an account or a role.
          isAboutPerson ? ['person', subjectUserId] : ['person'],
          ['list', 'users'],
          ...findingsAbout('blocked'),
        ]
      : []),
    // Lists, findings, and pages about a person, an OMS, an account or a company count only those who can use what
    // they hold, but not for CoAdmins.
    ...(seesIt && CHANGES_ABILITY.includes(change.call)
      ? [
          ...LISTS_OF_LINKS,
          ['oms'],
          ['account'],
          ['company'],
          ['person'],
          ...FINDINGS.map((finding) => ['list', finding]),
        ]
      : []),
  ];
}

/** Whether the change is about the actor, and so may change everything that they see. */
export const isAboutSelf = (viewer: StreamActor, { isDone, subjectUserId }: Change): boolean =>
  isDone && subjectUserId === viewer.userId;

/**
 * The queries of an actor's pages that a change affects. It must not reveal a change that the actor may not
 * see.
 *
 * @param viewer with current rights
 */
export function affectedQueries(viewer: StreamActor, change: Change): QueryPrefix[] {
  if (isAboutSelf(viewer, change)) return [[]];
  const areas = [
    ...(change.isDone ? queriesChangedFor(viewer, change) : []),
    ...(mayReadEntry(viewer, change) ? [['list', 'audit'], ['audit']] : []),
  ];
  return areas.length === 0 ? [] : [...areas, ['overview']];
}
