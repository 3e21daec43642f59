import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { type CompanyOfTwo, makeCompanyOfTwo, replyOf, roleRow, rolesIn } from '../testing/company-of-two';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { updateCompanyAddRoles } from './add';
import { removeAllCoAdmins } from './remove-all-co-admins';

setUpTestDatabase();

let scene: CompanyOfTwo;
beforeEach(async () => {
  scene = await makeCompanyOfTwo();
});

const removeAll = (request: unknown, by = scene.platformAdmin, context = contextOf()) =>
  observeCall(() => removeAllCoAdmins.run(by, request, context));
const makeRequest = () => ({ companyName: scene.company.name });
const isAdmin = (userId: number) => roleRow(scene.company, { userId, role: 'CoAdmin' });

describe('a request of RemoveAllCoAdmins', () => {
  it.each(['companyName', 'CompanyName', 'COMPANYNAME'])('is accepted with the key %s', async (key) => {
    expect(await removeAll({ [key]: scene.company.name, sessionId: 'x' })).toMatchObject({ code: 0 });
  });

  it.each<[string, unknown, string]>([
    ['no company', {}, 'companyName is not given.'],
    ['a number as a name', { companyName: 5 }, 'companyName must be a string.'],
    [
      'a key given twice',
      { companyName: 'a', CompanyName: 'a' },
      'companyName is given twice, in different case.',
    ],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, request, detail) => {
    expect(await removeAll(request)).toEqual(malformed(detail));
  });
});

describe('RemoveAllCoAdmins', () => {
  it('removes the role CoAdmin from all who hold it, and keeps their other roles', async () => {
    await create.company(database(), { roles: [{ userId: scene.user.id, role: 'CoAdmin' }] });
    const { code, reply, removed, added } = await removeAll(makeRequest());
    expect({ code, added }).toEqual({ code: 0, added: [] });
    expect(new Set(removed)).toEqual(new Set([isAdmin(scene.user.id), isAdmin(scene.coAdmin.userId)]));
    const names = [scene.user.userName];
    const expected = replyOf(scene.company, { CoAdmin: [], CoShareholder: names, CoAgent: names });
    expect(JSON.stringify(reply)).toBe(JSON.stringify(expected));
  });

  it('writes one audit entry for each person, and stores the reply in the first', async () => {
    const context = contextOf();
    const { reply, entries } = await removeAll(makeRequest(), scene.platformAdmin, context);
    const people = [
      { id: scene.user.id, userName: scene.user.userName, others: ['CoShareholder', 'CoAgent'] },
      { id: scene.coAdmin.userId, userName: scene.coAdmin.userName, others: [] },
    ];
    const expected = people.map(({ id, userName, others }, index) => {
      const place = { companyId: scene.company.id, companyName: scene.company.name, userId: id, userName };
      return {
        call: 'RemoveAllCoAdmins',
        outcome: 'done',
        errorCode: 0,
        request: makeRequest(),
        actorId: scene.platformAdmin.userId,
        correlationId: context.correlationId,
        target: `${userName} (user ${id}) · CoAdmin · ${scene.company.name} (company ${scene.company.id})`,
        subjectUserId: id,
        companyId: scene.company.id,
        before: { ...place, roles: ['CoAdmin', ...others] },
        after: { ...place, roles: others },
        requestId: index === 0 ? context.requestId : `${context.requestId}#2`,
        reply: index === 0 ? reply : null,
      };
    });
    expect(entries).toMatchObject(expected);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('is refused with code 104 when the company has no CoAdmin', async () => {
    await removeAll(makeRequest());
    const detail = `${scene.company.name} has no CoAdmin: already removed, or never named.`;
    const target = `all CoAdmins · ${scene.company.name} (company ${scene.company.id})`;
    expect(await removeAll(makeRequest())).toEqual(refused(104, detail, target));
  });

  it.each(['Nowhere Ltd', 'upper case'])('names a company that does not exist: %s', async (which) => {
    const companyName = which === 'upper case' ? scene.company.name.toUpperCase() : which;
    const detail = `There is no company ${companyName}.`;
    expect(await removeAll({ companyName })).toEqual(refused(104, detail, `all CoAdmins · ${companyName}`));
  });

  it('refuses a CoAdmin, even in their own company', async () => {
    const detail = 'RemoveAllCoAdmins needs the permission PlatformAdmin.';
    expect(await removeAll(makeRequest(), scene.coAdmin)).toEqual(refused(20, detail));
  });

  it('gives the recorded reply to a repeated request id, even with several CoAdmins', async () => {
    await expectRecordedReply((context) =>
      removeAllCoAdmins.run(scene.platformAdmin, makeRequest(), context),
    );
  });

  it('can be undone with UpdateCompanyAddRoles, one person at a time', async () => {
    const before = await rolesIn(scene.company);
    await removeAll(makeRequest());
    expect(await rolesIn(scene.company)).toHaveLength(before.length - 2);
    for (const { userName } of [scene.user, scene.coAdmin]) {
      const request = { ...makeRequest(), userName, roleNames: ['CoAdmin'] };
      await updateCompanyAddRoles.run(scene.platformAdmin, request, contextOf());
    }
    expect(await rolesIn(scene.company)).toEqual(before);
  });

  it('keeps the audit chain valid when it writes more entries than fit into one statement', async () => {
    await database().$executeRaw`
      WITH made AS (
        INSERT INTO users (user_name, email) SELECT 'many-' || n, 'm@example.com' FROM generate_series(1, 1200) n
        RETURNING id
      ) INSERT INTO company_roles (company_id, user_id, role) SELECT ${scene.company.id}, id, 'CoAdmin' FROM made`;
    const { length } = await checkChain();
    expect(await removeAll(makeRequest())).toMatchObject({ code: 0, removed: { length: 1202 } });
    expect(await checkChain()).toEqual({ length: length + 1202, problems: [] });
  });
});
