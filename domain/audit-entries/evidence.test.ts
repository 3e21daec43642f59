import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { removeUserRole } from '../company-roles/remove';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { observeCall } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { statementsDuring } from '../testing/query-plans';
import { readEntries } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { exportEvidence } from './evidence';
import { restore } from './restore';
import { beginVerification } from './verification-turn';

setUpTestDatabase();

let platformAdmin: Actor;
let coAdmin: Actor;
let subject: { id: number; userName: string };
let stranger: { id: number };
/** Of the removal in the company of the CoAdmin, of its restoration, and of the removal in another company. */
let [removed, restored, foreign] = ['', '', ''];

const about = (what: object, actor: Actor = platformAdmin, format = 'json') =>
  exportEvidence.read(actor, { about: what, format }, contextOf(), { known: [] });

beforeAll(async () => {
  const db = database();
  subject = await create.user(db, { userName: 'jdoaks' });
  stranger = await create.user(db);
  const { id: adminId } = await create.user(db);
  const role = { userId: subject.id, role: 'CoAgent' as const };
  const own = await create.company(db, { roles: [role, { userId: adminId, role: 'CoAdmin' }] });
  const other = await create.company(db, { roles: [role] });
  platformAdmin = await newActor({ permissions: ['PlatformAdmin'], userName: 'platform' });
  coAdmin = await signInAs(adminId);
  const remove = async (company: { name: string }) => {
    const request = { companyName: company.name, roleName: 'CoAgent', userName: subject.userName };
    await removeUserRole.run(platformAdmin, request, contextOf());
    return String((await readEntries()).at(-1)?.seq);
  };
  removed = await remove(own);
  foreign = await remove(other);
  await restore.run(platformAdmin, { seq: removed }, contextOf());
  restored = String((await readEntries()).at(-1)?.seq);
});

describe('evidence', () => {
  it('about a person has their access now, all entries with states and signatures, and the verified chain', async () => {
    const evidence = await about({ person: subject.id });
    expect(evidence).toMatchObject({
      about: { person: { id: subject.id, name: 'jdoaks' } },
      exportedBy: { id: platformAdmin.userId, name: 'platform' },
      isWholeLog: true,
      access: { roles: { rows: [{ role: 'CoAgent' }], count: 1 } },
      entries: [
        {
          seq: removed,
          call: 'RemoveUserRole',
          restoredBy: restored,
          before: { roles: ['CoAgent'] },
          after: { roles: [] },
        },
        { seq: foreign, call: 'RemoveUserRole' },
        { seq: restored, call: 'UpdateCompanyAddRoles', restores: removed },
      ],
      hasOlder: false,
      verification: { from: removed, end: 'head', problem: null },
      notVerified: null,
    });
    const [first, second] = evidence.entries;
    expect(second?.prev).toBe(first?.mac);
    expect(evidence.entries.map(({ signedBy }) => signedBy)).toEqual(
      Array(3).fill(evidence.verification?.keys[0]),
    );
  });

  it.each([() => removed, () => restored])(
    'about an entry also has the removal that it restored, or the entry that restored it',
    async (seqOf) => {
      const { entries, access } = await about({ entry: seqOf() });
      expect(entries.map(({ seq }) => seq)).toEqual([removed, restored]);
      expect(access).toBeNull();
    },
  );

  it('has only what the actor may see, and says so', async () => {
    const evidence = await about({ person: subject.id }, coAdmin);
    expect(evidence.entries.map(({ seq }) => seq)).toEqual([removed, restored]);
    expect(evidence).toMatchObject({
      isWholeLog: false,
      access: { email: null, omses: null, sessions: null },
      verification: null,
      notVerified: expect.stringContaining('A PlatformAdmin can verify'),
    });
    expect(evidence.entries.every(({ address, signedBy }) => address === null && signedBy !== null)).toBe(
      true,
    );
  });

  it('about a hidden person or entry is refused like that about none, and both attempts are recorded', async () => {
    const codes = async (what: object) => {
      const { code, detail, entries } = await observeCall(() => about(what, coAdmin));
      return {
        code,
        detail,
        outcomes: entries.map(({ outcome, subjectUserId }) => ({ outcome, subjectUserId })),
      };
    };
    const [hidden, none] = [await codes({ person: stranger.id }), await codes({ person: 2_147_483_647 })];
    expect(hidden).toEqual(none);
    expect(hidden).toMatchObject({ code: 104, outcomes: [{ outcome: 'refused', subjectUserId: null }] });
    expect(await codes({ entry: foreign })).toEqual(await codes({ entry: '999999999' }));
  });

  it('has all access of a person, up to a bound beyond which it says that there is more', async () => {
    const { id: userId } = await create.user(database());
    const { id: omsId } = await create.oms(database());
    const link = (from: number, to: number) => database().$executeRaw`
      WITH made AS (INSERT INTO accounts (oms_id, handle)
        SELECT ${omsId}, 'many-' || n FROM generate_series(${from}::int, ${to}::int) n RETURNING id)
      INSERT INTO user_accounts (user_id, account_id) SELECT ${userId}, id FROM made`;
    const read = async () => {
      const { access, hasMoreAccess } = await about({ person: userId });
      return { listed: access?.accounts?.rows.length, count: access?.accounts?.count, hasMoreAccess };
    };
    await link(1, 1_002);
    expect(await read()).toEqual({ listed: 1_002, count: 1_002, hasMoreAccess: false });
    await link(1_003, 10_001);
    expect(await read()).toEqual({ listed: 10_000, count: 10_001, hasMoreAccess: true });
  });

  it('is read at one moment, except for the verification', async () => {
    const sent = await statementsDuring(() => about({ person: subject.id }));
    const texts = sent.map(({ text }) => text);
    const begin = texts.findIndex((text) => /REPEATABLE READ/i.test(text));
    const end = texts.findIndex((text, index) => index > begin && text === 'COMMIT');
    const placesOf = (words: string) => texts.flatMap((text, index) => (text.includes(words) ? [index] : []));
    for (const read of [
      ...placesOf('AS stored'),
      ...placesOf('AS accounts'),
      ...placesOf('s.user_agent AS'),
    ]) {
      expect(read).toBeGreaterThan(begin);
      expect(read).toBeLessThan(end);
    }
    expect(placesOf('AS stored')).toHaveLength(1);
    expect(placesOf('AS accounts')).toHaveLength(1);
  });

  it('is not verified while the process runs another verification, and says so', async () => {
    const end = beginVerification();
    expect(await about({ entry: removed })).toMatchObject({
      verification: null,
      notVerified: expect.stringContaining('Another verification of the log is running.'),
    });
    end?.();
    expect((await about({ entry: removed })).verification).toMatchObject({ problem: null });
  });

  it('is no longer read when its reader has left, and ends the verification', async () => {
    const options = { known: [], signal: AbortSignal.abort(new Error('The reader has left.')) };
    const input = { about: { entry: removed }, format: 'json' };
    const read = exportEvidence.read(platformAdmin, input, contextOf(), options);
    await expect(read).rejects.toThrow('The reader has left.');
    expect((await about({ entry: removed })).verification).toMatchObject({ problem: null });
  });

  it('leaves an entry that names the person, but is about nobody', async () => {
    const { entries } = await observeCall(() => about({ person: subject.id }, platformAdmin, 'html'));
    expect(entries).toMatchObject([
      {
        call: 'ExportEvidence',
        outcome: 'done',
        target: `evidence about jdoaks (user ${subject.id}), as HTML`,
        subjectUserId: null,
      },
    ]);
  });

  it.each([{}, { person: 'x' }, { person: 0 }, { entry: '-1' }])(
    'about %j is refused with code 100',
    async (what) => {
      expect((await outcomeOf(about(what))).code).toBe(100);
    },
  );
});
