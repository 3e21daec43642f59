import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../call/actor';
import type { RoleName } from '../companies/types';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { makeDocumentedCompany } from '../testing/documented-company';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const companyName = 'Windmill Farm, Inc.';
const DOCUMENTED_COMPANY = {
  CompanyName: companyName,
  AssetNames: ['WMFS', 'JIV'],
  OnExchangeBalancesByAssetName: [{ WMFS: 100000 }, { JIV: 20000 }],
  Country: 'USA',
  StateOrProvinceOfIncorporation: 'Delaware',
  IncorporationDate: '2018-08-17T17:57:56Z',
  AccountingCurrency: 'USD',
  OffExchangeBalancesByAssetName: [],
};
const roles = (...names: [string[], string[], string[]]) =>
  (['CoAdmin', 'CoShareholder', 'CoAgent'] satisfies RoleName[]).map((RoleName, index) => ({
    RoleName,
    UserNames: names[index],
    CompanyName: companyName,
  }));

let actor: Actor;
let companyId: number;

beforeAll(async () => {
  actor = await newActor({ permissions: ['PlatformAdmin'] });
  companyId = (await makeDocumentedCompany()).company.id;
});

// The removals run one after another; each names the state that its reply must show.
describe('the reply of RemoveUserRole', () => {
  const admins = ['jsmith', 'jdoe', 'bjones'];

  it.each([
    {
      title: 'shows the company after the removal, and the user with their other role',
      remove: ['jdoaks', 'CoShareholder'],
      Roles: roles(admins, ['jsmith', 'tsmith'], ['jdoaks']),
      UserNames: ['jsmith', 'jdoe', 'bjones', 'tsmith', 'jdoaks'],
    },
    {
      title: 'lists a role without holders, and omits a user without roles',
      remove: ['jdoaks', 'CoAgent'],
      Roles: roles(admins, ['jsmith', 'tsmith'], []),
      UserNames: ['jsmith', 'jdoe', 'bjones', 'tsmith'],
    },
    {
      title: 'lists names in the order in which they were added',
      remove: ['jsmith', 'CoAdmin'],
      Roles: roles(['jdoe', 'bjones'], ['jsmith', 'tsmith'], []),
      UserNames: ['jdoe', 'bjones', 'jsmith', 'tsmith'],
    },
  ])('$title', async ({ remove: [userName, roleName], Roles, UserNames }) => {
    const { requestId } = contextOf();
    const call = () =>
      removals.RemoveUserRole.run(actor, { companyName, roleName, userName }, contextOf({ requestId }));
    const expected = { CompanyId: companyId, ...DOCUMENTED_COMPANY, Roles, UserNames };
    const reply = await call();
    expect(reply).toStrictEqual(expected);
    expect(JSON.parse(JSON.stringify(reply)), 'survives JSON').toEqual(expected);
    expect(JSON.stringify(await call()), 'is repeated byte for byte').toBe(JSON.stringify(reply));
  });

  it('has the keys of the documented sample, in the same order', async () => {
    const { reply } = await outcomeOf(
      removals.RemoveUserRole.run(actor, { companyName, roleName: 'CoAdmin', userName: 'jdoe' }, contextOf()),
    );
    expect(Object.keys(reply ?? {})).toEqual([
      'CompanyId',
      'CompanyName',
      'Roles',
      'UserNames',
      'AssetNames',
      'OnExchangeBalancesByAssetName',
      'Country',
      'StateOrProvinceOfIncorporation',
      'IncorporationDate',
      'AccountingCurrency',
      'OffExchangeBalancesByAssetName',
    ]);
  });
});
