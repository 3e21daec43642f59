import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf } from '../testing/actors';
import { makeCompanyOfTwo } from '../testing/company-of-two';
import { malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';

setUpTestDatabase();

let coAdmin: Actor;
let validRequest: { companyName: string; roleNames: string[]; userName: string };

beforeEach(async () => {
  const two = await makeCompanyOfTwo();
  const { userName } = await create.user(database());
  coAdmin = two.coAdmin;
  validRequest = { companyName: two.company.name, roleNames: ['CoAgent'], userName };
});

const add = (request: unknown) => observeCall(() => updateCompanyAddRoles.run(coAdmin, request, contextOf()));
const ten = Array.from({ length: 10 }, () => 'CoAgent');

describe('a request of UpdateCompanyAddRoles', () => {
  it.each<[string, string[], () => unknown]>([
    ['with the documented keys', ['CoAgent'], () => ({ ...validRequest, sessionId: 'a GUID' })],
    [
      'with keys in another case',
      ['CoAgent'],
      () => ({
        COMPANYNAME: validRequest.companyName,
        RoleNames: validRequest.roleNames,
        username: validRequest.userName,
        SessionId: 'x',
      }),
    ],
    [
      'with an alias of a role',
      ['CoShareholder'],
      () => ({ ...validRequest, roleNames: ['CompanyShareholder'] }),
    ],
    [
      'with all three roles',
      ['CoAdmin', 'CoAgent', 'CoShareholder'],
      () => ({ ...validRequest, roleNames: ['CompanyAdmin', 'CoAgent', 'CoShareholder'] }),
    ],
    ['with one role ten times', ['CoAgent'], () => ({ ...validRequest, roleNames: ten })],
  ])('%s adds exactly %j', async (_, roles, requestOf) => {
    const { code, removed, added } = await add(requestOf());
    expect({ code, removed }).toEqual({ code: 0, removed: [] });
    const rows = (added as { table: string; role: string }[]).map(({ table, role }) => `${table} ${role}`);
    expect(rows.sort()).toEqual(roles.map((role) => `company_roles ${role}`));
  });

  it.each<[string, object | null, string]>([
    ['no company', { companyName: '' }, 'companyName is not given.'],
    ['no user', { userName: null }, 'userName is not given.'],
    ['no roles', { roleNames: undefined }, 'roleNames is not given.'],
    ['an empty list', { roleNames: [] }, 'roleNames must not be empty.'],
    ['a role name instead of a list', { roleNames: 'CoAgent' }, 'roleNames must be a list of names.'],
    ['eleven roles', { roleNames: [...ten, 'CoAdmin'] }, 'roleNames must have at most 10 names.'],
    ['an empty role name', { roleNames: ['CoAgent', ''] }, 'roleNames.1 is not given.'],
    ['a number as a role name', { roleNames: [5] }, 'roleNames.0 must be a string.'],
    ['a key given twice', { rolenames: ['CoAdmin'] }, 'roleNames is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, invalid, detail) => {
    expect(await add(invalid && { ...validRequest, ...invalid })).toEqual(malformed(detail));
  });
});
