import { makeUpAccounts } from './accounts';
import { makeUpCompanies } from './companies';
import { makeUpPeople } from './people';
import { createRandom } from './random';
import { makeUpVenues } from './venues';
import type { DemoWorld } from './world';

/** Another seed makes another world: pictures, bookmarks and habits depend on this one. */
const SEED = 20_180_817;

/**
 * Makes up the rows around the named ones, so that lists look real and have more than one page. They refer
 * to OMSs 1 and 2, and otherwise only to each other.
 *
 * @returns the same rows at every call
 */
export function makeUpWorld(): DemoWorld {
  const random = createRandom(SEED);
  const { users, permissions, operators } = makeUpPeople(random);
  const venues = makeUpVenues(
    random,
    operators.map(({ id }) => id),
  );

  const operatorIds = new Set(operators.map(({ id }) => id));
  const customers = users.filter(({ id }) => !operatorIds.has(id));
  const { defaults, ...accounts } = makeUpAccounts(random, {
    // Most trading goes on at the two spot venues.
    omsIds: [1, 1, 1, 2, 2, ...venues.omses.map(({ id }) => id)],
    userIds: customers.map(({ id }) => id),
  });

  const active = customers.filter(({ emailVerified }) => emailVerified);
  const barred = customers.filter(({ emailVerified }) => !emailVerified);
  const companies = makeUpCompanies(random, {
    activeIds: active.map(({ id }) => id),
    barredId: random.pick(barred).id,
  });

  return {
    users: users.map((user) => ({ ...user, defaultAccountId: defaults.get(user.id) ?? null })),
    permissions,
    operators,
    ...venues,
    ...accounts,
    ...companies,
  };
}
