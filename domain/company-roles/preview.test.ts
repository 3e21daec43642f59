import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import type { MutationContext } from '../call/mutation';
import { ROLE_NAMES, type RoleName } from '../companies/types';
import { contextOf } from '../testing/actors';
import { type CompanyOfTwo, makeCompanyOfTwo, rolesOf } from '../testing/company-of-two';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { removeUserRole } from './remove';

setUpTestDatabase();

let scene: CompanyOfTwo;
beforeEach(async () => {
  scene = await makeCompanyOfTwo();
});

const remove = (actor: Actor, request: unknown, context: Partial<MutationContext> = {}) =>
  outcomeOf(removeUserRole.run(actor, request, contextOf(context)));
const preview = (actor: Actor, request: unknown) => removeUserRole.preview.run(actor, request, contextOf());

describe('the preview of RemoveUserRole', () => {
  it.each<
    [string[], RoleName, { by: 'CoAdmin' | 'PlatformAdmin'; ofSelf?: boolean; without?: 'role' | 'sign-in' }]
  >([
    [[], 'CoAgent', { by: 'CoAdmin' }],
    [[], 'CoAdmin', { by: 'CoAdmin' }],
    [['self'], 'CoAdmin', { by: 'CoAdmin', ofSelf: true }],
    [['last_co_admin'], 'CoAdmin', { by: 'PlatformAdmin', without: 'role' }],
    [['no_co_admin_can_sign_in'], 'CoAdmin', { by: 'PlatformAdmin', without: 'sign-in' }],
    [[], 'CoShareholder', { by: 'PlatformAdmin', without: 'role' }],
  ])('warns of %j for the removal of %s: %j', async (warnings, roleName, { by, ofSelf, without }) => {
    const theOther = { companyId: scene.company.id, userId: scene.coAdmin.userId };
    if (without === 'role') await database().companyRole.deleteMany({ where: theOther });
    if (without === 'sign-in') {
      await database().user.update({ where: { id: scene.coAdmin.userId }, data: { emailVerified: false } });
    }
    const [actor, userName] = [
      by === 'CoAdmin' ? scene.coAdmin : scene.platformAdmin,
      ofSelf ? scene.coAdmin.userName : scene.user.userName,
    ];
    const { facts, objection } = await preview(actor, scene.requestFor(roleName, userName));
    expect({ warnings: facts.warnings, objection }).toEqual({ warnings, objection: null });
  });

  it('does not reveal to a CoAdmin whether the remaining CoAdmins can sign in', async () => {
    await database().user.update({ where: { id: scene.user.id }, data: { emailVerified: false } });
    const own = scene.requestFor('CoAdmin', scene.coAdmin.userName);
    expect((await preview(scene.coAdmin, own)).facts.warnings).toEqual(['self']);
    expect((await preview(scene.platformAdmin, own)).facts.warnings).toEqual(['no_co_admin_can_sign_in']);
  });

  it('shows the facts, and the roles that the user keeps in the company', async () => {
    await create.company(database(), { roles: [{ userId: scene.user.id, role: 'CoAdmin' }] });
    expect((await preview(scene.coAdmin, scene.requestFor('CoShareholder'))).facts).toEqual({
      role: 'CoShareholder',
      userId: scene.user.id,
      userName: scene.user.userName,
      companyId: scene.company.id,
      companyName: scene.company.name,
      otherRoles: ['CoAdmin', 'CoAgent'],
      warnings: [],
    });
  });

  it('shows the objection that a CoAdmin cannot remove the last CoAdmin', async () => {
    await remove(scene.coAdmin, scene.requestFor('CoAdmin'));
    const { facts, objection } = await preview(
      scene.coAdmin,
      scene.requestFor('CoAdmin', scene.coAdmin.userName),
    );
    expect(facts.warnings).toEqual(['last_co_admin', 'self']);
    expect(objection).toContain('is the last CoAdmin');
  });

  it('gives a digest that makes the removal refuse changed facts', async () => {
    const { digest: expectedDigest } = await preview(scene.platformAdmin, scene.requestFor('CoAdmin'));
    await database().companyRole.deleteMany({
      where: { companyId: scene.company.id, userId: scene.coAdmin.userId },
    });
    const refusal = { code: 101, detail: expect.stringContaining('changed while you were looking') };
    expect(await remove(scene.platformAdmin, scene.requestFor('CoAdmin'), { expectedDigest })).toMatchObject(
      refusal,
    );
    expect(await rolesOf(scene.user.id)).toEqual([...ROLE_NAMES]);
    const { digest } = await preview(scene.platformAdmin, scene.requestFor('CoAdmin'));
    expect(
      await remove(scene.platformAdmin, scene.requestFor('CoAdmin'), { expectedDigest: digest }),
    ).toMatchObject({
      code: 0,
    });
  });
});
