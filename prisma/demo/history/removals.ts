import type { LostRowsMaker } from './lost-rows';
import type { Act, PastAttempt } from './past-call';
import { requestsFor } from './requests';

/** What the details of the reason say about the incident, so that a search finds its entries. */
export const INCIDENT = 'stolen laptop';
const INCIDENT_ACCOUNT = 'windmill-treasury';
const INCIDENT_REMOVALS = 9;
const INCIDENT_SECONDS = 12 * 60;

const FIRST_MADE_UP_OMS = 4;
const OMSES_WITHOUT_OPERATOR = [11, 12];

type Removal = Pick<PastAttempt, 'call' | 'request'>;
const by =
  (actor: string, address?: string) =>
  (removal: Removal): PastAttempt => ({ actor, ...removal, ...(address && { address }) });

/** The addresses from which the programs of these people call the gateway. */
export const GATEWAY = { dreyes: '198.51.100.24', platform: '203.0.113.9', mchen: '198.51.100.31' };

/**
 * The single removals, 43 in all, in the order of time. Six of them remove rows that the world still has, and
 * are restored afterwards.
 */
export function singleRemovals(maker: LostRowsMaker): { single: PastAttempt[]; restored: PastAttempt[] } {
  const { random, world, companies } = maker;
  const { unassign, unlink, removeRole } = requestsFor(world);
  const omsIds = world.omses
    .map(({ id }) => id)
    .filter((id) => id !== 3 && !OMSES_WITHOUT_OPERATOR.includes(id));
  const accountIds = world.accounts.map(({ id }) => id);
  const unused = accountIds.filter((id) => !world.links.some(({ accountId }) => accountId === id));
  const withoutCoAdmin = companies.madeUp.filter(
    (id) => !world.roles.some(({ companyId, role }) => companyId === id && role === 'CoAdmin'),
  );
  const kept = keptRows(maker);

  const lost = [
    ...maker.assignments(5, omsIds).map(unassign).map(by('dreyes')),
    ...maker.assignments(4, omsIds).map(unassign).map(by('mchen')),
    ...OMSES_WITHOUT_OPERATOR.flatMap((id) => maker.assignments(1, [id]).map(unassign)).map(
      by('dreyes', GATEWAY.dreyes),
    ),
    ...maker.assignments(1, omsIds).map(unassign).map(by('mchen', GATEWAY.mchen)),
    ...maker.links(4, { accountIds }).map(unlink).map(by('dreyes')),
    ...maker.links(3, { accountIds: unused }).map(unlink).map(by('dreyes', GATEWAY.dreyes)),
    ...maker.links(7, { accountIds }).map(unlink).map(by('mchen', GATEWAY.mchen)),
    ...maker.roles(4, { companyIds: companies.windmill }).map(removeRole).map(by('jsmith')),
    ...maker.roles(2, { companyIds: companies.jones }).map(removeRole).map(by('tsmith')),
    ...withoutCoAdmin
      .slice(0, 2)
      .flatMap((id) => maker.roles(1, { companyIds: [id], role: 'CoAdmin' }).map(removeRole))
      .map(by('platform')),
    ...maker.roles(1, { companyIds: companies.madeUp }).map(removeRole).map(by('platform', GATEWAY.platform)),
    ...maker.roles(2, { companyIds: companies.madeUp }).map(removeRole).map(by('superuser')),
  ];
  const restored = [
    ...kept.assignments.map(unassign).map(by('dreyes')),
    ...kept.links.map(unlink).map(by('mchen')),
    ...kept.roles.map(removeRole).map(by('platform')),
  ];
  const all = [...lost, ...restored];
  return { single: random.pickSome(all, all.length), restored };
}

/** Two rows of each kind that the world has, about made-up users only, none of them a default. */
function keptRows({ random, world, companies }: LostRowsMaker) {
  const omsIds = new Set(world.omses.map(({ id }) => id).filter((id) => id >= FIRST_MADE_UP_OMS));
  const defaults = new Map(world.users.map(({ id, defaultAccountId }) => [id, defaultAccountId]));
  const isMadeUp = ({ userId }: { userId: number }) => userId > 100;
  return {
    assignments: random.pickSome(
      world.assignments.filter(
        ({ operatorId, omsId, isDefault }) => operatorId > 100 && omsIds.has(omsId) && !isDefault,
      ),
      2,
    ),
    links: random.pickSome(
      world.links.filter((link) => isMadeUp(link) && defaults.get(link.userId) !== link.accountId),
      2,
    ),
    roles: random.pickSome(
      world.roles.filter(
        (role) => isMadeUp(role) && role.role !== 'CoAdmin' && companies.madeUp.includes(role.companyId),
      ),
      2,
    ),
  };
}

/** One person after the other loses the same account, within twelve minutes. */
export function incident(maker: LostRowsMaker): Act {
  const account = maker.world.accounts.find(({ handle }) => handle === INCIDENT_ACCOUNT);
  const links = maker.links(INCIDENT_REMOVALS, { accountIds: account ? [account.id] : [] });
  const { unlink } = requestsFor(maker.world);
  const apart = INCIDENT_SECONDS / (INCIDENT_REMOVALS - 1);
  return links.map((link, index) => [index * apart, { actor: 'dreyes', ...unlink(link) }]);
}

/** A user leaves: a plan of four steps takes two accounts and a role, and ends their sessions. */
export function leaving(maker: LostRowsMaker): Act {
  const { world, companies } = maker;
  const userId = maker.customer();
  const { unlink, removeRole } = requestsFor(world);
  const userName = world.users.find(({ id }) => id === userId)?.userName ?? '';
  const steps: Removal[] = [
    ...maker.links(2, { accountIds: world.accounts.map(({ id }) => id), userId }).map(unlink),
    ...maker.roles(1, { companyIds: companies.madeUp, userId }).map(removeRole),
    { call: 'ForceUserLogoff', request: { username: userName } },
  ];
  return steps.map((step, index) => [index * 2, { actor: 'superuser', ...step, signedIn: userName }]);
}
