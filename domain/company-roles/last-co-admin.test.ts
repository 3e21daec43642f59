import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { contextOf, signInAs } from '../testing/actors';
import { type CompanyOfTwo, makeCompanyOfTwo, rolesOf } from '../testing/company-of-two';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { removeUserRole } from './remove';

setUpTestDatabase();

let scene: CompanyOfTwo;
beforeEach(async () => {
  scene = await makeCompanyOfTwo();
});

const remove = (actor: Actor, request: unknown) => outcomeOf(removeUserRole.run(actor, request, contextOf()));

describe('the last CoAdmin of a company', () => {
  const oneOfTwo = async () =>
    remove(scene.platformAdmin, scene.requestFor('CoAdmin', scene.coAdmin.userName));
  const roleOf = (userName: string) => scene.requestFor('CoAdmin', userName);

  it('cannot be removed by a CoAdmin, but can be removed by a PlatformAdmin', async () => {
    expect(await remove(scene.coAdmin, scene.requestFor('CoAdmin'))).toMatchObject({ code: 0 });
    const refusal = { code: 101, detail: expect.stringContaining('is the last CoAdmin') };
    expect(await remove(scene.coAdmin, roleOf(scene.coAdmin.userName))).toMatchObject(refusal);
    expect(await rolesOf(scene.coAdmin.userId)).toEqual(['CoAdmin']);
    expect(await remove(scene.platformAdmin, roleOf(scene.coAdmin.userName))).toMatchObject({ code: 0 });
    expect(await remove(scene.coAdmin, scene.requestFor('CoAgent'))).toMatchObject({ code: 20 });
  });

  it('may remove their own other roles', async () => {
    expect(await oneOfTwo()).toMatchObject({ code: 0 });
    const last = await signInAs(scene.user.id);
    expect(await remove(last, scene.requestFor('CoShareholder'))).toMatchObject({ code: 0 });
    expect(await remove(last, scene.requestFor('CoAdmin'))).toMatchObject({ code: 101 });
  });

  it('is the last one stored: another CoAdmin counts even when blocked from signing in', async () => {
    await database().user.update({ where: { id: scene.user.id }, data: { emailVerified: false } });
    expect(await remove(scene.coAdmin, roleOf(scene.coAdmin.userName))).toMatchObject({ code: 0 });
  });
});
