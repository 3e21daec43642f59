import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { ROLE_NAMES } from '../companies/types';
import { contextOf } from '../testing/actors';
import { type CompanyOfTwo, makeCompanyOfTwo, roleRow, rolesOf } from '../testing/company-of-two';
import { outcomeOf } from '../testing/outcome';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { removeUserRole } from './remove';

setUpTestDatabase();

let scene: CompanyOfTwo;
beforeEach(async () => {
  scene = await makeCompanyOfTwo();
});

const remove = (actor: Actor, request: unknown) => outcomeOf(removeUserRole.run(actor, request, contextOf()));

describe('a request of RemoveUserRole', () => {
  it.each<[string, (request: ReturnType<CompanyOfTwo['requestFor']>) => unknown]>([
    ['with the documented keys', (request) => ({ sessionId: 'a GUID', ...request })],
    ['with the alias of the role', (request) => ({ ...request, roleName: 'CompanyAgent' })],
    [
      'with keys in another case',
      ({ companyName, roleName, userName }) => ({
        CompanyName: companyName,
        ROLENAME: roleName,
        username: userName,
      }),
    ],
  ])('%s is accepted', async (_, requestOf) => {
    expect(await remove(scene.coAdmin, requestOf(scene.requestFor()))).toMatchObject({
      code: 0,
      reply: { CompanyId: scene.company.id },
    });
    expect(await rolesOf(scene.user.id)).toEqual(['CoAdmin', 'CoShareholder']);
  });

  it.each([
    ['CompanyAdmin', 'CoAdmin'],
    ['CompanyShareholder', 'CoShareholder'],
    ['CompanyAgent', 'CoAgent'],
  ])('may use the alias %s for %s', async (alias, role) => {
    await remove(scene.platformAdmin, scene.requestFor(alias));
    expect(await rolesOf(scene.user.id)).toEqual(ROLE_NAMES.filter((name) => name !== role));
    const last = (await readEntries()).at(-1);
    expect(last).toMatchObject({ outcome: 'done', request: { roleName: role } });
  });

  it.each<[string, object | null, string]>([
    ['no company', { companyName: '' }, 'companyName is not given.'],
    ['no role', { roleName: undefined }, 'roleName is not given.'],
    ['no user', { userName: null }, 'userName is not given.'],
    ['a number as a name', { userName: 5 }, 'userName must be a string.'],
    ['a NUL in a name', { companyName: 'a\0' }, 'companyName must not contain a NUL character.'],
    ['a name too long', { userName: 'x'.repeat(201) }, 'userName must have at most 200 characters.'],
    ['a key given twice', { USERNAME: 'x' }, 'userName is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100, and writes nothing', async (_, invalid, detail) => {
    const [state, entries] = [await readState(), await readEntries()];
    expect(await remove(scene.coAdmin, invalid && { ...scene.requestFor(), ...invalid })).toEqual({
      code: 100,
      detail,
      reply: null,
    });
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
  });

  it.each(['coadmin', 'Owner', 'constructor'])(
    'for the unknown role %s is refused with code 104',
    async (roleName) => {
      const state = await readState();
      const detail = `There is no role ${roleName}. Roles are CoAdmin, CoShareholder, CoAgent.`;
      expect(await remove(scene.coAdmin, { ...scene.requestFor(), roleName })).toEqual({
        code: 104,
        detail,
        reply: null,
      });
      expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    },
  );
});

describe('RemoveUserRole', () => {
  it('removes one role, and keeps the user’s other roles in this and other companies', async () => {
    await create.company(database(), { roles: [{ userId: scene.user.id, role: 'CoAgent' }] });
    const state = await readState();
    expect(await remove(scene.coAdmin, scene.requestFor())).toMatchObject({ code: 0 });
    const removed = [roleRow(scene.company, { userId: scene.user.id, role: 'CoAgent' })];
    expect(await changesSince(state)).toEqual({ removed, added: [] });
  });

  it.each<[string, () => object]>([
    ['a role already removed', () => scene.requestFor()],
    ['an unknown user', () => ({ ...scene.requestFor(), userName: 'nobody at all' })],
    ['a user of another company', () => ({ ...scene.requestFor(), userName: scene.platformAdmin.userName })],
    [
      'a name in another case',
      () => ({ ...scene.requestFor(), userName: scene.user.userName.toUpperCase() }),
    ],
  ])('gives the same refusal whether or not the user exists: %s', async (_, requestOf) => {
    await database().companyRole.deleteMany({ where: { userId: scene.user.id, role: 'CoAgent' } });
    const request = { ...scene.requestFor(), ...requestOf() };
    const detail = `${request.userName} is not CoAgent of ${scene.company.name}: already removed, or never held.`;
    for (const actor of [scene.coAdmin, scene.platformAdmin]) {
      expect(await remove(actor, request)).toEqual({ code: 104, detail, reply: null });
    }
  });

  it('names a company that does not exist to a PlatformAdmin', async () => {
    const detail = 'There is no company Nowhere Ltd.';
    expect(
      await remove(scene.platformAdmin, { ...scene.requestFor(), companyName: 'Nowhere Ltd' }),
    ).toMatchObject({
      code: 104,
      detail,
    });
    const upper = scene.company.name.toUpperCase();
    expect(await remove(scene.platformAdmin, { ...scene.requestFor(), companyName: upper })).toMatchObject({
      code: 104,
    });
  });
});
