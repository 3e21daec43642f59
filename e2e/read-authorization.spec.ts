import type { APIResponse } from '@playwright/test';
import { FINDINGS } from '@/domain/overview/types';
import type { removals } from '@/domain/removals';
import { expect, test } from './fixtures';
import { KINDS, makeViewer } from './support/kinds';
import { ownOrigin } from './support/server-actions';
import { OF_COMPANIES, OF_MANAGERS, OF_VENUES, STATUSES_OF_LISTS, type Statuses } from './support/statuses';

type Viewed = Awaited<ReturnType<typeof makeViewer>>;

const preview = (call: string, request: object) =>
  `/api/previews/${call}?${new URLSearchParams({ request: JSON.stringify(request) })}`;

interface Address {
  of: (viewed: Viewed) => string;
  statuses: Statuses;
}

/** The preview of each removal, of a row that the CoAdmin may see if it belongs to a company. */
const previews: Record<keyof typeof removals, Address> = {
  RemoveOperatorOMS: {
    of: ({ assignment: { ada, oms } }) => preview('RemoveOperatorOMS', { OperatorId: ada.id, OMSId: oms.id }),
    statuses: [401, 403, 200, 403, 403, 200],
  },
  RemoveUserAccount: {
    of: ({ link: { ada, account } }) =>
      preview('RemoveUserAccount', { userId: ada.id, accountId: account.id }),
    statuses: [401, 403, 200, 403, 403, 200],
  },
  RemoveUserRole: {
    of: ({ companies: { company, ada } }) =>
      preview('RemoveUserRole', {
        companyName: company.name,
        roleName: 'CoShareholder',
        userName: ada.userName,
      }),
    statuses: OF_COMPANIES,
  },
};

const at = (of: Address['of'], statuses: Statuses): Address => ({ of, statuses });

/** Every address that answers with JSON. */
const addresses: Record<string, Address> = {
  session: at(() => '/api/session', [401, 200, 200, 200, 200, 200]),
  'own sessions': at(() => '/api/sessions', [401, 200, 200, 200, 200, 200]),
  ...Object.fromEntries(
    Object.entries(STATUSES_OF_LISTS).map(([list, statuses]) => [
      `list ${list}`,
      { of: () => `/api/lists/${list}`, statuses },
    ]),
  ),
  ...Object.fromEntries(Object.entries(previews).map(([call, one]) => [`preview of ${call}`, one])),
  overview: at(() => '/api/overview', OF_MANAGERS),
  search: at(() => '/api/search?term=x', OF_MANAGERS),
  'search for nothing': at(() => '/api/search', [401, 403, 400, 400, 400, 400]),
  'a person of the own company': at(({ companies }) => `/api/people/${companies.ada.id}`, OF_MANAGERS),
  'a person of a foreign company': at(
    ({ companies }) => `/api/people/${companies.fred.id}`,
    [401, 403, 200, 404, 200, 200],
  ),
  'no such person': at(({ missing }) => `/api/people/${missing.id}`, [401, 403, 404, 404, 404, 404]),
  'nobody’s id': at(() => '/api/people/words', [401, 403, 400, 400, 400, 400]),
  'no such list': at(() => '/api/lists/nothings', [401, 404, 404, 404, 404, 404]),
  'an object’s own name': at(() => '/api/lists/constructor', [401, 404, 404, 404, 404, 404]),
  'an OMS': at(({ assignment }) => `/api/omses/${assignment.oms.id}`, OF_VENUES),
  'no such OMS': at(({ missing }) => `/api/omses/${missing.id}`, [401, 403, 404, 403, 404, 404]),
  'an account': at(({ link }) => `/api/accounts/${link.account.id}`, OF_VENUES),
  'no such account': at(({ missing }) => `/api/accounts/${missing.id}`, [401, 403, 404, 403, 404, 404]),
  'own company': at(({ companies }) => `/api/companies/${companies.company.id}`, OF_COMPANIES),
  'foreign company': at(
    ({ companies }) => `/api/companies/${companies.foreign.id}`,
    [401, 403, 403, 403, 200, 200],
  ),
  // For users who oversee all companies it is not a foreign one, but a missing one.
  'missing company': at(({ missing }) => `/api/companies/${missing.id}`, [401, 403, 403, 403, 404, 404]),
  'preview of a role in a foreign company': {
    of: ({ companies: { foreign, fred } }) =>
      preview('RemoveUserRole', {
        companyName: foreign.name,
        roleName: 'CoAdmin',
        userName: fred.userName,
      }),
    statuses: [401, 403, 403, 403, 200, 200],
  },
  'no such preview': { of: () => preview('DropTable', {}), statuses: [401, 404, 404, 404, 404, 404] },
};

for (const [index, kind] of KINDS.entries()) {
  test(`${kind}: the status of every address that answers with JSON`, async ({ db, callerAs }) => {
    const viewed = await makeViewer(db, kind);
    const caller = await callerAs(viewed.user);
    const found: Record<string, number> = {};
    const expected: Record<string, number | undefined> = {};
    for (const [name, { of, statuses }] of Object.entries(addresses)) {
      const response = await caller.get(of(viewed), { maxRedirects: 0 });
      found[name] = response.status();
      expected[name] = statuses[index];
      expect(response.headers()).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
    }
    expect(found).toEqual(expected);
  });
}

/** Requests by POST, because they are too long for an address. */
const plans: Record<string, { of: (viewed: Viewed) => unknown; statuses: Statuses }> = {
  'preview of a plan': {
    of: ({ companies: { ada } }) => ({ steps: [{ call: 'UnlockUser', request: { UserId: ada.id } }] }),
    statuses: OF_MANAGERS,
  },
  'preview of no plan': { of: () => ({ steps: [] }), statuses: [401, 403, 400, 400, 400, 400] },
  'preview of words': { of: () => 'words', statuses: [401, 403, 400, 400, 400, 400] },
  'preview of a book': { of: () => ['x'.repeat(300_000)], statuses: [401, 400, 400, 400, 400, 400] },
};

for (const [index, kind] of KINDS.entries()) {
  test(`${kind}: the status of the preview of a plan`, async ({ db, callerAs }) => {
    const viewed = await makeViewer(db, kind);
    const caller = await callerAs(viewed.user);
    for (const [name, { of, statuses }] of Object.entries(plans)) {
      const ask = (headers: Record<string, string>) =>
        caller.post('/api/plans', { headers, data: of(viewed), maxRedirects: 0 });
      expect((await ask(ownOrigin())).status(), name).toBe(statuses[index]);
      const elsewhere = await ask({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' });
      expect([401, 403], name).toContain(elsewhere.status());
    }
  });
}

/** The whole answer except its time and its id. */
async function toldBy(response: APIResponse) {
  const { date: _, 'x-correlation-id': __, 'content-security-policy': ___, ...headers } = response.headers();
  return { status: response.status(), headers, bytes: (await response.body()).toString('hex') };
}

const roleIn = (companyName: string, userName: string) =>
  preview('RemoveUserRole', { companyName, roleName: 'CoAdmin', userName });

test('the answers about a foreign company and a missing one are identical to the byte', async ({
  db,
  callerAs,
}) => {
  const { user, companies, missing } = await makeViewer(db, 'CoAdmin');
  const caller = await callerAs(user);
  const pairs = [
    [`/api/companies/${companies.foreign.id}`, `/api/companies/${missing.id}`],
    [roleIn(companies.foreign.name, companies.fred.userName), roleIn(missing.name, companies.fred.userName)],
    [roleIn(companies.foreign.name, 'nobody-at-all'), roleIn(missing.name, 'nobody-at-all')],
    [`/api/people/${companies.fred.id}`, `/api/people/${missing.id}`],
    ...[companies.foreign.name, companies.fred.userName].map((term) =>
      [term, missing.name].map((name) => `/api/search?term=${encodeURIComponent(name)}`),
    ),
    ...['company-roles', 'audit'].map((list) =>
      [companies.foreign.id, missing.id].map((id) => `/api/lists/${list}?company=${id}`),
    ),
    ...['company-roles', 'companies', 'audit'].map((list) =>
      [companies.foreign.name, missing.name].map((name) => `/api/lists/${list}?search=${name}`),
    ),
  ];
  for (const [foreign = '', none = ''] of pairs) {
    expect(await toldBy(await caller.get(foreign)), foreign).toEqual(await toldBy(await caller.get(none)));
  }
});

test('a CoAdmin’s browser never receives a name or a count of another company', async ({ db, callerAs }) => {
  const { user, companies } = await makeViewer(db, 'CoAdmin');
  const { company, foreign, fred } = companies;
  const caller = await callerAs(user);
  const paths = [
    '/',
    '/company-roles',
    `/companies/${company.id}`,
    '/audit',
    `/companies/${foreign.id}`,
    ...['company-roles', 'companies', 'audit', 'people'].map((list) => `/api/lists/${list}`),
    ...FINDINGS.map((finding) => `/api/lists/${finding}`),
    '/api/overview',
    `/people/${companies.ada.id}`,
    `/api/people/${companies.ada.id}`,
    ...[foreign.name, fred.userName].map((term) => `/api/search?term=${encodeURIComponent(term)}`),
    `/api/companies/${foreign.id}`,
    `/api/lists/company-roles?company=${foreign.id}`,
  ];
  for (const path of paths) {
    const text = await (await caller.get(path)).text();
    const told = [foreign.name, fred.userName].filter((name) => text.includes(name));
    expect(told, path).toEqual([]);
  }
  const totals: Record<string, object> = {};
  for (const list of ['company-roles', 'companies']) {
    totals[list] = ((await (await caller.get(`/api/lists/${list}`)).json()) as { total: object }).total;
  }
  expect(totals).toEqual({
    'company-roles': { count: 4, isMore: false },
    companies: { count: 1, isMore: false },
  });
});
