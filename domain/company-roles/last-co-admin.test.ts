import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { contextOf, signInAs } from '../testing/actors';
import { type CompanyOfTwo, makeCompanyOfTwo } from '../testing/company-of-two';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { removeUserRole } from './remove';

setUpTestDatabase();

let company: CompanyOfTwo['company'];
let user: CompanyOfTwo['user'];
let coAdmin: Actor;
let platformAdmin: Actor;

beforeEach(async () => {
  ({ company, user, coAdmin, platformAdmin } = await makeCompanyOfTwo());
});

const remove = (actor: Actor, request: unknown) => outcomeOf(removeUserRole.run(actor, request, contextOf()));
const makeRequest = (roleName: string = 'CoAgent') => ({
  companyName: company.name,
  roleName,
  userName: user.userName,
});
const rolesOf = async (userId: number) =>
  (await database().companyRole.findMany({ where: { userId }, orderBy: { role: 'asc' } })).map(
    ({ role }) => role,
  );

describe('the last CoAdmin of a company', () => {
  const oneOfTwo = async () =>
    remove(platformAdmin, { ...makeRequest('CoAdmin'), userName: coAdmin.userName });
  const roleOf = (userName: string) => ({ ...makeRequest('CoAdmin'), userName });

  it('cannot be removed by a CoAdmin, but can be removed by a PlatformAdmin', async () => {
    expect(await remove(coAdmin, makeRequest('CoAdmin'))).toMatchObject({ code: 0 });
    const refusal = { code: 101, detail: expect.stringContaining('is the last CoAdmin') };
    expect(await remove(coAdmin, roleOf(coAdmin.userName))).toMatchObject(refusal);
    expect(await rolesOf(coAdmin.userId)).toEqual(['CoAdmin']);
    expect(await remove(platformAdmin, roleOf(coAdmin.userName))).toMatchObject({ code: 0 });
    expect(await remove(coAdmin, makeRequest('CoAgent'))).toMatchObject({ code: 20 });
  });

  it('may remove their own other roles', async () => {
    expect(await oneOfTwo()).toMatchObject({ code: 0 });
    const last = await signInAs(user.id);
    expect(await remove(last, makeRequest('CoShareholder'))).toMatchObject({ code: 0 });
    expect(await remove(last, makeRequest('CoAdmin'))).toMatchObject({ code: 101 });
  });

  it('is the last one stored: another CoAdmin counts even when blocked from signing in', async () => {
    await database().user.update({ where: { id: user.id }, data: { emailVerified: false } });
    expect(await remove(coAdmin, roleOf(coAdmin.userName))).toMatchObject({ code: 0 });
  });
});
