import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Company } from '@/prisma/generated/client';
import type { CompanyRoleName, PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../call/actor';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getCompanies } from './get-companies';

setUpTestDatabase();

/**
 * Each actor's permissions, their roles in the first three companies, and what they see of each of the four:
 * the whole company, a bare one (without members and balances), or nothing ('').
 */
const PEOPLE: Record<
  string,
  { permissions?: PermissionName[]; roles?: CompanyRoleName[][]; sees: string[] }
> = {
  'a PlatformAdmin': { permissions: ['PlatformAdmin'], sees: ['whole', 'whole', 'whole', 'whole'] },
  'a SUPERUSER': { permissions: ['SUPERUSER'], sees: ['whole', 'whole', 'whole', 'whole'] },
  'a CoAdmin of one': { roles: [['CoAdmin']], sees: ['whole', '', '', ''] },
  'a CoAdmin of one, CoAgent of another': {
    roles: [['CoAgent'], [], ['CoAdmin', 'CoAgent']] as CompanyRoleName[][],
    sees: ['bare', '', 'whole', ''],
  },
  'a CoShareholder who is Operator': {
    permissions: ['Operator'] as PermissionName[],
    roles: [[], ['CoShareholder']] as CompanyRoleName[][],
    sees: ['', 'bare', '', ''],
  },
  'a PlatformAdmin with a role': {
    permissions: ['PlatformAdmin'] as PermissionName[],
    roles: [['CoAgent']] as CompanyRoleName[][],
    sees: ['whole', 'whole', 'whole', 'whole'],
  },
};

const actors: Record<string, Actor> = {};
let companies: Company[];

beforeAll(async () => {
  const db = database();
  const assets = [
    { name: 'WMFS', onExchangeBalance: '100000.5' },
    { name: 'JIV', onExchangeBalance: 0 },
  ];
  companies = [];
  for (const name of ['zebra', 'Ant', 'mole', 'Bee'])
    companies.push(await create.company(db, { name, assets }));
  for (const [name, { permissions = [], roles = [] }] of Object.entries(PEOPLE)) {
    const { id: userId } = await create.user(db, { userName: name, permissions });
    for (const [index, held] of roles.entries()) {
      for (const role of held) await create.role(db, { companyId: companies[index]?.id ?? 0, userId, role });
    }
    actors[name] = await signInAs(userId);
  }
});

const get = (name: string, request: unknown = {}) =>
  observeCall(() => getCompanies.run(actors[name] ?? null, request, contextOf()));

/** The user names with a role (or any role) in a company, in the order in which the users were made. */
const holders = (index: number, role?: CompanyRoleName) =>
  Object.entries(PEOPLE)
    .filter(([, { roles }]) => (role ? roles?.[index]?.includes(role) : roles?.[index]?.length))
    .map(([name]) => name);

function expectedOf({ id, name }: Company, index: number, what: string) {
  const isWhole = what === 'whole';
  const roles = (['CoAdmin', 'CoShareholder', 'CoAgent'] as const).map((RoleName) => ({
    RoleName,
    UserNames: holders(index, RoleName),
    CompanyName: name,
  }));
  return {
    CompanyId: id,
    CompanyName: name,
    Roles: isWhole ? roles : [],
    UserNames: isWhole ? holders(index) : [],
    AssetNames: ['WMFS', 'JIV'],
    OnExchangeBalancesByAssetName: isWhole ? [{ WMFS: 100_000.5 }, { JIV: 0 }] : [],
    Country: 'USA',
    StateOrProvinceOfIncorporation: 'Delaware',
    IncorporationDate: '2020-02-29T12:00:00Z',
    AccountingCurrency: 'USD',
    OffExchangeBalancesByAssetName: [],
  };
}

describe('GetCompanies', () => {
  it.each(Object.entries(PEOPLE).map(([name, { sees }]) => ({ name, sees })))(
    'returns the companies in the scope of $name, ordered by id: $sees',
    async ({ name, sees }) => {
      const expected = companies.flatMap((company, index) =>
        sees[index] ? [expectedOf(company, index, sees[index])] : [],
      );
      const { reply, ...left } = await get(name, { sessionId: 'a GUID' });
      expect({ ...left, reply }).toEqual(answered(expected));
      expect(JSON.stringify(reply)).toBe(JSON.stringify(expected));
    },
  );

  it('follows the current roles of the actor', async () => {
    const { id: userId } = await create.user(database());
    const companyId = companies[3]?.id ?? 0;
    await create.role(database(), { companyId, userId, role: 'CoAgent' });
    actors.changing = await signInAs(userId);
    expect(await get('changing')).toMatchObject({ reply: [{ CompanyId: companyId, Roles: [] }] });
    await database().companyRole.deleteMany({ where: { userId } });
    await create.role(database(), { companyId, userId, role: 'CoAdmin' });
    actors.changing = await signInAs(userId);
    expect(await get('changing')).toMatchObject({ reply: [{ Roles: { length: 3 } }] });
    await database().companyRole.deleteMany({ where: { userId } });
    expect(await get('changing')).toMatchObject({ code: 0, reply: [] });
  });

  it('refuses an actor without a role', async () => {
    actors.outsider = await newActor({ permissions: ['Operator'] });
    const detail = 'GetCompanies needs the permission PlatformAdmin or a role in a company.';
    expect(await get('outsider')).toEqual({ ...answered(null), code: 20, detail });
  });

  it.each([null, [], 'x', 5])('refuses the request %j with code 100', async (request) => {
    expect(await get('a SUPERUSER', request)).toEqual(malformed('The request must be an object.'));
  });
});
