import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Company, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { ROLE_NAMES } from '../companies/types';
import { contextOf } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { makeCompanyOfTwo } from '../testing/company-of-two';
import { expectRecordedReply, observeCall, refused } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';
import { removeUserRole } from './remove';

setUpTestDatabase();

let company: Company;
/** Holds all three roles. */
let full: User;
/** Holds no role. */
let newcomer: User;
let coAdmin: Actor;
let platformAdmin: Actor;

beforeEach(async () => {
  ({ company, user: full, coAdmin, platformAdmin } = await makeCompanyOfTwo());
  newcomer = await create.user(database());
});

const add = (request: unknown, by = coAdmin, context = contextOf()) =>
  observeCall(() => updateCompanyAddRoles.run(by, request, context));
const makeRequest = (roleNames: string[], user = newcomer) => ({
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
  it('adds the roles that the user lacks, and replies with the updated company', async () => {
    await create.role(database(), { companyId: company.id, userId: newcomer.id, role: 'CoAgent' });
    const { code, reply, removed, added } = await add(makeRequest(['CoAgent', 'CoShareholder']));
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

  it('writes one audit entry for each role, and stores the reply in the first', async () => {
    const context = contextOf();
    const request = makeRequest(['CompanyAgent', 'CoAdmin', 'CoShareholder', 'CoAgent']);
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
    ['a CoAdmin', () => coAdmin],
    ['a PlatformAdmin', () => platformAdmin],
  ])('refuses %s when the user holds every role already', async (_, by) => {
    const detail = `${full.userName} is CoAgent and CoAdmin of ${company.name} already.`;
    const target = `${full.userName} (user ${full.id}) · CoAgent, CoAdmin · ${company.name} (company ${company.id})`;
    expect(await add(makeRequest(['CoAgent', 'CompanyAdmin'], full), by())).toEqual(
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
    for (const companyName of ['Nowhere Ltd', company.name.toUpperCase()]) {
      const detail = `There is no company ${companyName}.`;
      expect(await add({ ...makeRequest(['CoAgent']), companyName }, platformAdmin)).toEqual(
        refused(104, detail),
      );
    }
  });

  it('gives a CoAdmin the same refusal for a foreign company and for one that does not exist', async () => {
    const { name } = await create.company(database(), {
      roles: [{ userId: coAdmin.userId, role: 'CoAgent' }],
    });
    const detail =
      'UpdateCompanyAddRoles needs the permission PlatformAdmin or the role CoAdmin in the company.';
    for (const companyName of [name, 'Nowhere Ltd']) {
      expect(await add({ ...makeRequest(['CoAdmin']), companyName })).toEqual(refused(20, detail));
    }
  });

  it('gives the recorded reply to a repeated request id, even with several roles', async () => {
    const request = makeRequest(['CoAdmin', 'CoAgent']);
    await expectRecordedReply((context) => updateCompanyAddRoles.run(platformAdmin, request, context));
  });

  it('succeeds once and is refused once (code 101) when two actors add a role at once', async () => {
    const calls = [coAdmin, platformAdmin].map((by) =>
      outcomeOf(updateCompanyAddRoles.run(by, makeRequest(['CoAgent']), contextOf())),
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
    const { companyName, userName } = makeRequest([], full);
    await removeUserRole.run(coAdmin, { companyName, roleName, userName }, contextOf());
    expect(await rolesOf()).not.toEqual(before);
    expect(await add(makeRequest([roleName], full))).toMatchObject({ code: 0, removed: [] });
    expect(await rolesOf()).toEqual(before);
  });
});
