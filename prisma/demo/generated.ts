import { makeUpAccounts } from './accounts';
import { makeUpCompanies } from './companies';
import { makeUpPeople } from './people';
import { createRandom } from './random';
import { makeUpVenues } from './venues';
import type { DemoWorld } from './world';

/** Another seed would make another world. Tests and the picture in README depend on this one. */
const SEED = 20_180_817;

/**
 * Makes up the rows besides the named ones, so that lists look real and have more than one page. They refer
 * to OMSs 1 and 2, and otherwise only to each other. Every call returns the same rows.
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
    // Most accounts belong to the two spot venues.
    omsIds: [1, 1, 1, 2, 2, ...venues.omses.map(({ id }) => id)],
    userIds: customers.map(({ id }) => id),
  });

  const active = customers.filter(({ emailVerified }) => emailVerified);
  const blocked = customers.filter(({ emailVerified }) => !emailVerified);
  const companies = makeUpCompanies(random, {
    activeIds: active.map(({ id }) => id),
    blockedId: random.pick(blocked).id,
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
