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
const asked = (roleName: string = 'CoAgent') => ({
  companyName: company.name,
  roleName,
  userName: user.userName,
});
const rolesOf = async (userId: number) =>
  (await database().companyRole.findMany({ where: { userId }, orderBy: { role: 'asc' } })).map(
    ({ role }) => role,
  );

describe('the last CoAdmin', () => {
  const oneOfTwo = async () => remove(platformAdmin, { ...asked('CoAdmin'), userName: coAdmin.userName });
  const roleOf = (userName: string) => ({ ...asked('CoAdmin'), userName });

  it('is not his own to remove, nor another CoAdmin, but a PlatformAdmin may', async () => {
    expect(await remove(coAdmin, asked('CoAdmin'))).toMatchObject({ code: 0 });
    const refusal = { code: 101, detail: expect.stringContaining('is the last CoAdmin') };
    expect(await remove(coAdmin, roleOf(coAdmin.userName))).toMatchObject(refusal);
    expect(await rolesOf(coAdmin.userId)).toEqual(['CoAdmin']);
    expect(await remove(platformAdmin, roleOf(coAdmin.userName))).toMatchObject({ code: 0 });
    expect(await remove(coAdmin, asked('CoAgent'))).toMatchObject({ code: 20 });
  });

  it('may lose his other roles', async () => {
    expect(await oneOfTwo()).toMatchObject({ code: 0 });
    const last = await signInAs(user.id);
    expect(await remove(last, asked('CoShareholder'))).toMatchObject({ code: 0 });
    expect(await remove(last, asked('CoAdmin'))).toMatchObject({ code: 101 });
  });

  it('is counted among those stored, whether they can sign in or not', async () => {
    await database().user.update({ where: { id: user.id }, data: { emailVerified: false } });
    expect(await remove(coAdmin, roleOf(coAdmin.userName))).toMatchObject({ code: 0 });
  });
});
