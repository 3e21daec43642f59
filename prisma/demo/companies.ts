import type { Random } from './random';
import { businesses, commonAssets, companyStems, homes } from './words';
import type { DemoWorld } from './world';

const FIRST_COMPANY_ID = 4;

type Members = { activeIds: number[]; barredId: number };

/** How many CoAdmins the company at this place has: three have none, nine have just one, on purpose. */
function coAdminCount(random: Random, place: number): number {
  if (place % 20 === 7) return 0;
  if (place % 6 === 1) return 1;
  return random.whole(2, 3);
}

function makeUpRoles(random: Random, place: number, { activeIds, barredId }: Members) {
  // One company has two CoAdmins of whom only one can sign in: removing him would leave it to nobody.
  const hasBarredCoAdmin = place === 10;
  const coAdmins = hasBarredCoAdmin
    ? [random.pick(activeIds), barredId]
    : random.pickSome(activeIds, coAdminCount(random, place));
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
  const others = random.pickSome(commonAssets, random.whole(0, 3)).map(({ name, most, decimals }) => ({
    name,
    onExchangeBalance: (random.whole(1, most * 10 ** decimals) / 10 ** decimals).toFixed(decimals),
  }));
  return [ownShares, ...others];
}

function makeUpDate(random: Random): Date {
  const [from, to] = [Date.UTC(2001, 0, 1) / 1000, Date.UTC(2024, 11, 31) / 1000];
  return new Date(random.whole(from, to) * 1000);
}

/**
 * Makes up companies with what they hold and who has which role in them.
 *
 * @param random makes the choices
 * @param members the users who may hold roles: those who can sign in, and one who can't
 * @returns rows of companies, roles and assets
 */
export function makeUpCompanies(
  random: Random,
  members: Members,
): Pick<DemoWorld, 'companies' | 'roles' | 'assets'> {
  const made = companyStems.map((stem, place) => {
    const id = FIRST_COMPANY_ID + place;
    const home = random.pick(homes);
    const company = {
      id,
      name: `${stem} ${random.pick(businesses)}${random.pick<string>(home.forms)}`,
      country: home.country,
      stateOrProvinceOfIncorporation: random.pick<string>(home.states),
      incorporationDate: makeUpDate(random),
      accountingCurrency: home.currency,
    };
    const roles = makeUpRoles(random, place, members).map((role) => ({ companyId: id, ...role }));
    const assets = makeUpAssets(random, stem).map((asset) => ({ companyId: id, ...asset }));
    return { company, roles, assets };
  });
  return {
    companies: made.map(({ company }) => company),
    roles: made.flatMap(({ roles }) => roles),
    assets: made.flatMap(({ assets }) => assets),
  };
}
