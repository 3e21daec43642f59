import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { ROLE_NAMES, type RoleName } from '../companies/types';
import { contextOf } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { type CompanyOfTwo, makeCompanyOfTwo, replyOf, roleRow, rolesIn } from '../testing/company-of-two';
import { expectRecordedReply, observeCall, refused } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';
import { removeUserRole } from './remove';

setUpTestDatabase();

let scene: CompanyOfTwo;
/** Holds no role. */
let newcomer: User;

beforeEach(async () => {
  scene = await makeCompanyOfTwo();
  newcomer = await create.user(database());
});

const add = (request: unknown, by = scene.coAdmin, context = contextOf()) =>
  observeCall(() => updateCompanyAddRoles.run(by, request, context));
const makeRequest = (roleNames: string[], user = newcomer) => ({
  companyName: scene.company.name,
  roleNames,
  userName: user.userName,
});
const row = (role: RoleName) => roleRow(scene.company, { userId: newcomer.id, role });
const targetOf = (roles: string) =>
  `${newcomer.userName} (user ${newcomer.id}) · ${roles} · ${scene.company.name} (company ${scene.company.id})`;

describe('UpdateCompanyAddRoles', () => {
  it('adds the roles that the user lacks, and replies with the updated company', async () => {
    await create.role(database(), { companyId: scene.company.id, userId: newcomer.id, role: 'CoAgent' });
    const { code, reply, removed, added } = await add(makeRequest(['CoAgent', 'CoShareholder']));
    expect({ code, removed, added }).toEqual({ code: 0, removed: [], added: [row('CoShareholder')] });
    const [fullName, newName] = [scene.user.userName, newcomer.userName];
    const expected = replyOf(scene.company, {
      CoAdmin: [fullName, scene.coAdmin.userName],
      CoShareholder: [fullName, newName],
      CoAgent: [fullName, newName],
    });
    expect(JSON.stringify(reply)).toBe(JSON.stringify(expected));
  });

  it('writes one audit entry for each role, and stores the reply in the first', async () => {
    const context = contextOf();
    const request = makeRequest(['CompanyAgent', 'CoAdmin', 'CoShareholder', 'CoAgent']);
    const { reply, added, entries } = await add(request, scene.coAdmin, context);
    expect(added).toHaveLength(3);
    const state = (...roles: string[]) => ({
      companyId: scene.company.id,
      companyName: scene.company.name,
      userId: newcomer.id,
      userName: newcomer.userName,
      roles,
    });
    const shared = {
      call: 'UpdateCompanyAddRoles',
      outcome: 'done',
      errorCode: 0,
      actorId: scene.coAdmin.userId,
      subjectUserId: newcomer.id,
      companyId: scene.company.id,
      correlationId: context.correlationId,
      request: makeRequest(['CoAgent', 'CoAdmin', 'CoShareholder', 'CoAgent']),
    };
    const { requestId } = context;
    expect(entries).toMatchObject([
      {
        ...shared,
        requestId,
        target: targetOf('CoAgent'),
        reply,
        before: state(),
        after: state('CoAgent'),
      },
      {
        ...shared,
        requestId: `${requestId}#2`,
        target: targetOf('CoAdmin'),
        reply: null,
        before: state('CoAgent'),
        after: state('CoAdmin', 'CoAgent'),
      },
      {
        ...shared,
        requestId: `${requestId}#3`,
        target: targetOf('CoShareholder'),
        reply: null,
        before: state('CoAdmin', 'CoAgent'),
        after: state(...ROLE_NAMES),
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it.each([
    ['a CoAdmin', () => scene.coAdmin],
    ['a PlatformAdmin', () => scene.platformAdmin],
  ])('refuses %s when the user holds every role already', async (_, by) => {
    const detail = `${scene.user.userName} is CoAgent and CoAdmin of ${scene.company.name} already.`;
    const target = `${scene.user.userName} (user ${scene.user.id}) · CoAgent, CoAdmin · ${scene.company.name} (company ${scene.company.id})`;
    expect(await add(makeRequest(['CoAgent', 'CompanyAdmin'], scene.user), by())).toEqual(
      refused(101, detail, target),
    );
  });

  it.each(['coadmin', 'Owner', 'constructor', ' CoAdmin'])(
    'refuses the unknown role %j with code 104',
    async (name) => {
      const detail = `There is no role ${name}. Roles are CoAdmin, CoShareholder, CoAgent.`;
      expect(await add(makeRequest(['CoAgent', name]))).toEqual(refused(104, detail));
    },
  );

  it('names a user who does not exist, and to a PlatformAdmin a company that does not exist', async () => {
    for (const userName of ['nobody at all', newcomer.userName.toUpperCase()]) {
      const detail = `There is no user ${userName}.`;
      expect(await add({ ...makeRequest(['CoAgent']), userName })).toEqual(refused(104, detail));
    }
    for (const companyName of ['Nowhere Ltd', scene.company.name.toUpperCase()]) {
      const detail = `There is no company ${companyName}.`;
      expect(await add({ ...makeRequest(['CoAgent']), companyName }, scene.platformAdmin)).toEqual(
        refused(104, detail),
      );
    }
  });

  it('gives a CoAdmin the same refusal for a foreign company and for one that does not exist', async () => {
    const { name } = await create.company(database(), {
      roles: [{ userId: scene.coAdmin.userId, role: 'CoAgent' }],
    });
    const detail =
      'UpdateCompanyAddRoles needs the permission PlatformAdmin or the role CoAdmin in the company.';
    for (const companyName of [name, 'Nowhere Ltd']) {
      expect(await add({ ...makeRequest(['CoAdmin']), companyName })).toEqual(refused(20, detail));
    }
  });

  it('gives the recorded reply to a repeated request id, even with several roles', async () => {
    const request = makeRequest(['CoAdmin', 'CoAgent']);
    await expectRecordedReply((context) => updateCompanyAddRoles.run(scene.platformAdmin, request, context));
  });

  it('succeeds once and is refused once (code 101) when two actors add a role at once', async () => {
    const calls = [scene.coAdmin, scene.platformAdmin].map((by) =>
      outcomeOf(updateCompanyAddRoles.run(by, makeRequest(['CoAgent']), contextOf())),
    );
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    expect(codes.toSorted((a, b) => a - b)).toEqual([0, 101]);
  });

  it.each(ROLE_NAMES)('undoes a removal of the role %s', async (roleName) => {
    const before = await rolesIn(scene.company);
    const { companyName, userName } = makeRequest([], scene.user);
    await removeUserRole.run(scene.coAdmin, { companyName, roleName, userName }, contextOf());
    expect(await rolesIn(scene.company)).not.toEqual(before);
    expect(await add(makeRequest([roleName], scene.user))).toMatchObject({ code: 0, removed: [] });
    expect(await rolesIn(scene.company)).toEqual(before);
  });
});
