import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { giveRole, makeCompany, makeUser } from '@/prisma/factories';
import type { Company, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { contextOf } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { makeCompanyOfTwo } from '../testing/company-of-two';
import { expectRecordedReply, observeCall, refused } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';
import { removeUserRole } from './remove';
import { ROLE_NAMES } from './types';

setUpTestDatabase();

let company: Company;
/** Holds all three roles. */
let full: User;
/** Holds none. */
let newcomer: User;
let coAdmin: Actor;
let platformAdmin: Actor;

beforeEach(async () => {
  ({ company, user: full, coAdmin, platformAdmin } = await makeCompanyOfTwo());
  newcomer = await makeUser(database());
});

const add = (request: unknown, by = coAdmin, context = contextOf()) =>
  observeCall(() => updateCompanyAddRoles.run(by, request, context));
const asked = (roleNames: string[], user = newcomer) => ({
  companyName: company.name,
  roleNames,
  userName: user.userName,
});
const row = (role: string) =>
  expect.objectContaining({
    table: 'company_roles',
    company_id: company.id,
    user_id: newcomer.id,
    role,
  });
const targetOf = (roles: string) =>
  `${newcomer.userName} (user ${newcomer.id}) · ${roles} · ${company.name} (company ${company.id})`;

describe('UpdateCompanyAddRoles', () => {
  it('adds roles, passes over those held, and replies with the company as it is then', async () => {
    await giveRole(database(), { companyId: company.id, userId: newcomer.id, role: 'CoAgent' });
    const { code, reply, removed, added } = await add(asked(['CoAgent', 'CoShareholder']));
    expect({ code, removed, added }).toEqual({ code: 0, removed: [], added: [row('CoShareholder')] });
    const names = [full.userName, newcomer.userName];
    const CompanyName = company.name;
    const expected = {
      CompanyId: company.id,
      CompanyName,
      Roles: [
        { RoleName: 'CoAdmin', UserNames: [full.userName, coAdmin.userName], CompanyName },
        { RoleName: 'CoShareholder', UserNames: names, CompanyName },
        { RoleName: 'CoAgent', UserNames: names, CompanyName },
      ],
      UserNames: [full.userName, coAdmin.userName, newcomer.userName],
      AssetNames: [],
      OnExchangeBalancesByAssetName: [],
      Country: 'USA',
      StateOrProvinceOfIncorporation: 'Delaware',
      IncorporationDate: '2020-02-29T12:00:00Z',
      AccountingCurrency: 'USD',
      OffExchangeBalancesByAssetName: [],
    };
    expect(JSON.stringify(reply)).toBe(JSON.stringify(expected));
  });

  it('gives each role an audit entry of its own, and the first one the reply', async () => {
    const context = contextOf();
    const request = asked(['CompanyAgent', 'CoAdmin', 'CoShareholder', 'CoAgent']);
    const { reply, added, entries } = await add(request, coAdmin, context);
    expect(added).toHaveLength(3);
    const state = (...roles: string[]) => ({
      companyId: company.id,
      companyName: company.name,
      userId: newcomer.id,
      userName: newcomer.userName,
      roles,
    });
    const shared = {
      call: 'UpdateCompanyAddRoles',
      outcome: 'done',
      errorCode: 0,
      actorId: coAdmin.userId,
      subjectUserId: newcomer.id,
      companyId: company.id,
      correlationId: context.correlationId,
      request: asked(['CoAgent', 'CoAdmin', 'CoShareholder', 'CoAgent']),
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
    ['a CoAdmin', () => coAdmin],
    ['a PlatformAdmin', () => platformAdmin],
  ])('refuses %s when every role is held already', async (_, by) => {
    const detail = `${full.userName} is CoAgent and CoAdmin of ${company.name} already.`;
    const target = `${full.userName} (user ${full.id}) · CoAgent, CoAdmin · ${company.name} (company ${company.id})`;
    expect(await add(asked(['CoAgent', 'CompanyAdmin'], full), by())).toEqual(refused(101, detail, target));
  });

  it.each(['coadmin', 'Owner', 'constructor', ' CoAdmin'])('knows no role %j', async (name) => {
    const detail = `There is no role ${name}. Roles are CoAdmin, CoShareholder, CoAgent.`;
    expect(await add(asked(['CoAgent', name]))).toEqual(refused(104, detail));
  });

  it('names the user who does not exist, and the company to a PlatformAdmin', async () => {
    for (const userName of ['nobody at all', newcomer.userName.toUpperCase()]) {
      const detail = `There is no user ${userName}.`;
      expect(await add({ ...asked(['CoAgent']), userName })).toEqual(refused(104, detail));
    }
    for (const companyName of ['Nowhere Ltd', company.name.toUpperCase()]) {
      const detail = `There is no company ${companyName}.`;
      expect(await add({ ...asked(['CoAgent']), companyName }, platformAdmin)).toEqual(refused(104, detail));
    }
  });

  it('tells a CoAdmin the same of a company that is not his and of one that does not exist', async () => {
    const { name } = await makeCompany(database(), { roles: [{ userId: coAdmin.userId, role: 'CoAgent' }] });
    const detail =
      'UpdateCompanyAddRoles needs the permission PlatformAdmin or the role CoAdmin in the company.';
    for (const companyName of [name, 'Nowhere Ltd']) {
      expect(await add({ ...asked(['CoAdmin']), companyName })).toEqual(refused(20, detail));
    }
  });

  it('gives the recorded reply to a repeated request id, also with several roles', async () => {
    const request = asked(['CoAdmin', 'CoAgent']);
    await expectRecordedReply((context) => updateCompanyAddRoles.run(platformAdmin, request, context));
  });

  it('gives two CoAdmins who add the same role at once one success and one 101', async () => {
    const calls = [coAdmin, platformAdmin].map((by) =>
      outcomeOf(updateCompanyAddRoles.run(by, asked(['CoAgent']), contextOf())),
    );
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    expect(codes.toSorted((a, b) => a - b)).toEqual([0, 101]);
  });

  it.each(ROLE_NAMES)('undoes a removal of the role %s', async (roleName) => {
    const rolesOf = () =>
      database().companyRole.findMany({
        where: { companyId: company.id },
        omit: { id: true },
        orderBy: [{ userId: 'asc' }, { role: 'asc' }],
      });
    const before = await rolesOf();
    const { companyName, userName } = asked([], full);
    await removeUserRole.run(coAdmin, { companyName, roleName, userName }, contextOf());
    expect(await rolesOf()).not.toEqual(before);
    expect(await add(asked([roleName], full))).toMatchObject({ code: 0, removed: [] });
    expect(await rolesOf()).toEqual(before);
  });
});
