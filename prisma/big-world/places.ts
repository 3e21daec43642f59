import { accountPurposes, businesses, companyStems, homes, venueNames } from '../demo/names';
import { lastNames } from './names';
import { pickSkewed, randomFor, skewed } from './random';
import type { BigWorld } from './size';

const KINDS = { account: 2, company: 3 } as const;
const PERSONAL_PERCENT = 30;
const FOUNDED_FROM = Date.UTC(1990, 0, 1);
const FOUNDED_UNTIL = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** @param index from 0; the id is one more */
export function omsAt(index: number): { id: number; name: string } {
  const id = index + 1;
  return { id, name: `${venueNames[index % venueNames.length]} ${id}` };
}

/** @param omses the number of OMSs that have accounts, at least 1; the first have most of them */
export function accountAt({ seed }: Pick<BigWorld, 'seed'>, omses: number, index: number) {
  const random = randomFor(seed, KINDS.account, index);
  const id = index + 1;
  const owner = pickSkewed(random, random.percent(PERSONAL_PERCENT) ? lastNames : companyStems);
  const handle = `${owner}-${random.pick(accountPurposes)}-${id}`.toLowerCase();
  return { id, handle, omsId: skewed(random, omses, 3) + 1 };
}

/** @param index from 0; the id is one more */
export function companyAt({ seed }: Pick<BigWorld, 'seed'>, index: number) {
  const random = randomFor(seed, KINDS.company, index);
  const id = index + 1;
  const home = random.pick(homes);
  const name = `${pickSkewed(random, companyStems)} ${pickSkewed(random, businesses)} ${id}${random.pick(home.forms)}`;
  const days = random.whole(0, (FOUNDED_UNTIL - FOUNDED_FROM) / DAY_MS);
  return {
    id,
    name,
    country: home.country,
    state: random.pick<string>(home.states),
    founded: new Date(FOUNDED_FROM + days * DAY_MS),
    currency: home.currency,
  };
}
