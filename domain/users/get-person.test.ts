import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { EVERYTHING_SHOWN } from '../testing/everything-shown';
import { failSignIns } from '../testing/failed-sign-ins';
import { type ActorKind, keptActorScenes } from '../testing/kinds-of-actor';
import { answered, observeCall } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { makePersonWithEverything } from '../testing/person-with-everything';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { getPerson } from './get-person';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

// Whether each kind of actor gets a part of a person who has an OMS, an account, roles and a session ("shown"
// or null); 20 and 104 are refusals. Columns are kinds of actor: "nobody" has no session, "CoAdmin" manages a
// company of the person, "elsewhere" another company, "blocked" may not sign in, "ended" has a session that
// has ended.
const PARTS = `
                  nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  operatorName        20    20    shown    null       104         shown     shown      20    20
  omses               20    20    shown    null       104         shown     shown      20    20
  accounts            20    20    shown    null       104         shown     shown      20    20
  roles               20    20     null   shown       104         shown     shown      20    20
  permissions         20    20    shown    null       104         shown     shown      20    20
  signIn              20    20    shown    null       104         shown     shown      20    20
  sessions            20    20     null    null       104         shown     shown      20    20
`;

const sceneOf = keptActorScenes();

describe('GetPerson', () => {
  it.each(readTable(PARTS, 1))('answers $column with this $row.0: $cell', async ({ row, column, cell }) => {
    const { nextActor, foreign } = await sceneOf(column as ActorKind);
    const read = () => getPerson.run(nextActor, { userId: foreign.userId }, contextOf());
    const { code, reply, ...left } = await observeCall(read);
    expect(left).toMatchObject({ removed: [], added: [], entries: [] });
    if (Number(cell)) return expect({ code, reply }).toEqual({ code: Number(cell), reply: null });
    const part = reply?.[row[0] as 'omses'];
    return cell === 'shown' ? expect(part).toEqual(expect.anything()) : expect(part).toBeNull();
  });

  it('returns to a CoAdmin only the name and id of others, without e-mail address and sign-in', async () => {
    const coAdmin = await newActor();
    const { id: userId, userName, email } = await create.user(database(), { emailVerified: false });
    await create.company(database(), {
      roles: [
        { userId: coAdmin.userId, role: 'CoAdmin' },
        { userId, role: 'CoAgent' },
      ],
    });
    const read = async (id: number) => {
      const call = getPerson.run(await signInAs(coAdmin.userId), { userId: id }, contextOf());
      return (await outcomeOf(call)).reply;
    };
    expect(await read(userId)).toMatchObject({
      userId,
      userName,
      email: null,
      isBlocked: null,
      signIn: null,
    });
    expect(await read(coAdmin.userId)).toMatchObject({
      email: `${coAdmin.userName}@example.com`,
      isBlocked: false,
    });
    await database().userPermission.create({ data: { userId: coAdmin.userId, permission: 'Operator' } });
    expect(await read(userId)).toMatchObject({ email, isBlocked: true });
  });

  it('returns every part to a PlatformAdmin', async () => {
    const { user, omses, accounts, companies } = await makePersonWithEverything();
    const actor = await newActor({ permissions: ['PlatformAdmin'] });
    expect(await observeCall(() => getPerson.run(actor, { userId: user.id }, contextOf()))).toEqual(
      answered({
        userId: user.id,
        userName: user.userName,
        email: user.email,
        isBlocked: false,
        operatorName: user.userName,
        permissions: ['Operator'],
        signIn: { hasPassword: false, isLocked: false, failedSignIns: 3 },
        omses: {
          count: 2,
          rows: omses.map(({ id, name }, index) => ({
            omsId: id,
            omsName: name,
            isDefault: index === 0,
            others: 1,
            hasOthers: true,
          })),
        },
        accounts: {
          count: 2,
          rows: accounts.map(({ id, handle }, index) => ({
            accountId: id,
            accountHandle: handle,
            omsName: omses[index]?.name,
            isDefault: index === 0,
            others: 1,
            hasOthers: true,
          })),
        },
        roles: {
          count: 4,
          rows: companies.flatMap(({ id, name }) =>
            [
              { role: 'CoAdmin', others: 1, hasOthers: true },
              { role: 'CoShareholder', others: 0, hasOthers: false },
            ].map((role) => ({ ...role, companyId: id, companyName: name })),
          ),
        },
        sessions: [expect.objectContaining({ door: 'console', device: 'Unknown device' })],
        lastSignInAt: expect.stringMatching(/^\d{4}-.*Z$/),
        shown: EVERYTHING_SHOWN,
        isLastSuperuser: false,
        may: {
          removeOmses: false,
          removeAccounts: false,
          removeRoles: true,
          revoke: [],
          changeSignIn: false,
          unlock: false,
          endSessions: false,
        },
      }),
    );
  });

  it.each<[string, Parameters<typeof create.user>[1], number, object]>([
    ['who is blocked from signing in', { emailVerified: false }, 0, { isBlocked: true }],
    ['who has no password', {}, 0, { signIn: { hasPassword: false, isLocked: false, failedSignIns: 0 } }],
    [
      'who has a password',
      { passwordHash: '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA' },
      9,
      { isBlocked: false, signIn: { hasPassword: true, isLocked: false, failedSignIns: 9 } },
    ],
    ['who is locked', {}, 10, { signIn: { hasPassword: false, isLocked: true, failedSignIns: 10 } }],
  ])('returns the sign-in state of a person %s', async (_, overrides, count, expected) => {
    const { id: userId, userName } = await create.user(database(), overrides);
    await failSignIns(userName, { count });
    const operator = await newActor({ permissions: ['Operator'] });
    const { reply } = await outcomeOf(getPerson.run(operator, { userId }, contextOf()));
    expect(reply).toMatchObject(expected);
    expect(JSON.stringify(reply)).not.toContain('argon2');
  });

  it.each(['omses', 'accounts', 'roles'] as const)(
    'returns 100 rows and the right count for a person with more than 100 %s',
    async (part) => {
      const db = database();
      const { id: userId } = await create.user(db, { permissions: ['Operator'] });
      const { id: omsId } = await create.oms(db);
      const give = {
        omses: async () => create.assignment(db, { operatorId: userId, omsId: (await create.oms(db)).id }),
        accounts: async () =>
          create.link(db, { userId, accountId: (await create.account(db, { omsId })).id }),
        roles: async () =>
          create.role(db, { userId, companyId: (await create.company(db)).id, role: 'CoAgent' }),
      };
      for (let nth = 0; nth < 103; nth += 1) await give[part]();
      const superuser = await newActor({ permissions: ['SUPERUSER'] });
      const { reply } = await outcomeOf(getPerson.run(superuser, { userId }, contextOf()));
      expect(reply?.[part]).toMatchObject({ count: 103 });
      expect(reply?.[part]?.rows).toHaveLength(100);
    },
  );
});

describe('GetPerson for a CompanyAdmin', () => {
  it('returns the same bytes for a person outside their companies as for an unknown id', async () => {
    const { foreign, nextActor } = await sceneOf('elsewhere');
    const read = (userId: number) => outcomeOf(getPerson.run(nextActor, { userId }, contextOf()));
    const [outsider, missing] = [await read(foreign.userId), await read(NO_SUCH_ID)];
    expect(outsider).toMatchObject({ code: 104, reply: null });
    expect(JSON.stringify(outsider)).toBe(JSON.stringify(missing));
  });

  it('returns only roles in their companies, and a count that does not reveal others', async () => {
    const { user, colleague, companies } = await makePersonWithEverything();
    const [mine, other] = companies;
    await database().companyRole.deleteMany({ where: { companyId: other.id, userId: colleague.id } });
    await database().userPermission.deleteMany({ where: { userId: colleague.id } });
    const coAdmin = await signInAs(colleague.id);
    const { reply } = await outcomeOf(getPerson.run(coAdmin, { userId: user.id }, contextOf()));
    expect(reply?.roles).toMatchObject({
      count: 2,
      rows: ['CoAdmin', 'CoShareholder'].map((role) => ({
        role,
        companyId: mine.id,
        companyName: mine.name,
      })),
    });
    expect(reply?.roles?.rows).toHaveLength(2);
    expect(JSON.stringify(reply)).not.toContain(other.name);
  });

  it('returns permissions and sessions only for the CompanyAdmin themselves', async () => {
    const { nextActor, own, foreign } = await sceneOf('CoAdmin');
    const read = (userId: number) => getPerson.run(nextActor, { userId }, contextOf());
    const id = nextActor?.sessionId;
    expect(await read(own.userId)).toMatchObject({
      permissions: [],
      sessions: [{ id }],
      lastSignInAt: expect.any(String),
    });
    expect(await read(foreign.userId)).toMatchObject({
      permissions: null,
      sessions: null,
      lastSignInAt: null,
    });
  });
});

describe('the permissions of a person', () => {
  let userId: number;

  beforeAll(async () => {
    const permissions = ['Operator', 'PlatformAdmin', 'SUPERUSER'] as const;
    ({ id: userId } = await create.user(database(), { permissions: [...permissions] }));
  });

  it.each([
    ['Operator', ['Operator']],
    ['PlatformAdmin', ['Operator', 'PlatformAdmin', 'SUPERUSER']],
  ] as const)('that GetPerson shows to a %s are %j', async (kind, shown) => {
    const actor = await newActor({ permissions: [kind] });
    expect((await getPerson.run(actor, { userId }, contextOf())).permissions).toEqual(shown);
  });
});

describe('a request of GetPerson', () => {
  it.each([undefined, null, 0, -1, 1.5, '1', NO_SUCH_ID + 1])(
    'for user %j is refused with code 100',
    async (userId) => {
      const actor = await newActor({ permissions: ['SUPERUSER'] });
      expect(await outcomeOf(getPerson.run(actor, { userId }, contextOf()))).toMatchObject({ code: 100 });
    },
  );
});
