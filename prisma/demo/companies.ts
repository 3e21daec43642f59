import { businesses, commonAssets, companyStems, homes } from './names';
import type { Random } from './random';
import type { DemoWorld } from './world';

const FIRST_COMPANY_ID = 4;

type Members = { activeIds: number[]; blockedId: number };

/** Three companies get no CoAdmin and nine get one, so that findings have something to show. */
function coAdminCount(random: Random, index: number): number {
  if (index % 20 === 7) return 0;
  if (index % 6 === 1) return 1;
  return random.whole(2, 3);
}

function makeUpRoles(random: Random, index: number, { activeIds, blockedId }: Members) {
  // One company has two CoAdmins of whom only one can sign in, so that only one can manage it.
  const hasBlockedCoAdmin = index === 10;
  const coAdmins = hasBlockedCoAdmin
    ? [random.pick(activeIds), blockedId]
    : random.pickSome(activeIds, coAdminCount(random, index));
  const investors = random.pickSome(activeIds, random.whole(1, 5));
  const shareholders = new Set(random.percent(50) ? [...coAdmins.slice(0, 1), ...investors] : investors);
  const agents = random.pickSome([...shareholders, ...random.pickSome(activeIds, 2)], random.whole(0, 2));
  return [
    ...coAdmins.map((userId) => ({ userId, role: 'CoAdmin' as const })),
    ...[...shareholders].map((userId) => ({ userId, role: 'CoShareholder' as const })),
    ...[...new Set(agents)].map((userId) => ({ userId, role: 'CoAgent' as const })),
  ];
}

function makeUpAssets(random: Random, stem: string) {
  const ownShares = {
    name: stem.slice(0, 4).toUpperCase(),
    onExchangeBalance: `${random.whole(1, 900) * 1000}`,
  };
  const others = random.pickSome(commonAssets, random.whole(0, 3)).map(({ name, max, decimals }) => ({
    name,
    onExchangeBalance: (random.whole(1, max * 10 ** decimals) / 10 ** decimals).toFixed(decimals),
  }));
  return [ownShares, ...others];
}

function makeUpDate(random: Random): Date {
  const [from, to] = [Date.UTC(2001, 0, 1) / 1000, Date.UTC(2024, 11, 31) / 1000];
  return new Date(random.whole(from, to) * 1000);
}

/**
 * Makes up companies with their assets and roles.
 *
 * @param members the users who can hold roles: those who can sign in, and one who is blocked from signing in
 */
export function makeUpCompanies(
  random: Random,
  members: Members,
): Pick<DemoWorld, 'companies' | 'roles' | 'assets'> {
  const made = companyStems.map((stem, index) => {
    const id = FIRST_COMPANY_ID + index;
    const home = random.pick(homes);
    const company = {
      id,
      name: `${stem} ${random.pick(businesses)}${random.pick<string>(home.forms)}`,
      country: home.country,
      stateOrProvinceOfIncorporation: random.pick<string>(home.states),
      incorporationDate: makeUpDate(random),
      accountingCurrency: home.currency,
    };
    const roles = makeUpRoles(random, index, members).map((role) => ({ companyId: id, ...role }));
    const assets = makeUpAssets(random, stem).map((asset) => ({ companyId: id, ...asset }));
    return { company, roles, assets };
  });
  return {
    companies: made.map(({ company }) => company),
    roles: made.flatMap(({ roles }) => roles),
    assets: made.flatMap(({ assets }) => assets),
  };
}
