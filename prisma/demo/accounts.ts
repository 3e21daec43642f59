import { accountPurposes, companyStems } from './names';
import type { Random } from './random';
import type { DemoWorld } from './world';

const FIRST_ACCOUNT_ID = 8804;
const ACCOUNTS = 250;
/** One account in this many has no users. */
const UNUSED_EVERY = 31;

/**
 * Makes up accounts and links users to them. A few accounts have no users, so that findings have something to
 * show.
 *
 * @param from the OMSs and the users to choose from
 * @returns rows of accounts and links, and the default account of each user who has one
 */
export function makeUpAccounts(
  random: Random,
  from: { omsIds: number[]; userIds: number[] },
): Pick<DemoWorld, 'accounts' | 'links'> & { defaults: Map<number, number> } {
  const handles = companyStems.flatMap((stem) =>
    accountPurposes.map((purpose) => `${stem.toLowerCase()}-${purpose}`),
  );
  const accounts = random.pickSome(handles, ACCOUNTS).map((handle, index) => ({
    id: FIRST_ACCOUNT_ID + index,
    handle,
    omsId: random.pick(from.omsIds),
  }));

  const links = accounts.flatMap(({ id: accountId }, index) => {
    const isUnused = index % UNUSED_EVERY === UNUSED_EVERY - 1;
    const count = isUnused ? 0 : random.pick([1, 1, 1, 2, 2, 3]);
    return random.pickSome(from.userIds, count).map((userId) => ({ userId, accountId }));
  });

  // A default account must be linked to its user. This takes the last link.
  const lastLinks = new Map(links.map(({ userId, accountId }) => [userId, accountId]));
  const defaults = new Map([...lastLinks].filter(() => random.percent(60)));
  return { accounts, links, defaults };
}
