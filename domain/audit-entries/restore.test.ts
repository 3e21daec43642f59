import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import {
  assignOms,
  giveRole,
  linkAccount,
  makeAccount,
  makeCompany,
  makeOms,
  makeUser,
} from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { calls } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { outcomeOf } from '../testing/outcome';
import { type Call, makeRemovalScene } from '../testing/scene';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { getAuditEntry } from './get';
import { restore } from './restore';

setUpTestDatabase();

const CALLS: Call[] = ['RemoveOperatorOMS', 'RemoveUserAccount', 'RemoveUserRole'];

let actor: Actor;
let made: Awaited<ReturnType<typeof makeRemovalScene>>;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  made = await makeRemovalScene();
});

/** Removes, and tells by which entry. */
async function remove(call: Call, requestId = randomUUID()): Promise<string> {
  await calls[call].run(actor, made.requests[call], contextOf({ requestId }));
  return String((await readEntries()).at(-1)?.seq);
}
const take = (input: unknown, by: Actor | null = actor, requestId = randomUUID()) =>
  outcomeOf(restore.run(by, input, contextOf({ requestId })));
const objectionTo = async (seq: string) => (await restore.preview.run(actor, { seq }, contextOf())).objection;

describe.each(CALLS)('a restored %s', (call) => {
  it('is as it was, and its entry is tied to the removal’s', async () => {
    const state = await readState();
    const seq = await remove(call);
    expect(await objectionTo(seq)).toBeNull();
    expect(await take({ seq })).toMatchObject({ code: 0 });
    const { removed, added } = await changesSince(state);
    const withoutId = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), id: 0 }));
    expect(withoutId(added)).toEqual(withoutId(removed));
    const entry = (await readEntries()).at(-1);
    expect(entry).toMatchObject({ actorId: actor.userId, outcome: 'done', restores: BigInt(seq) });
    expect((await checkChain()).problems).toEqual([]);
  });

  it('is named by the request id of the removal, too, by who made it', async () => {
    const requestId = randomUUID();
    await remove(call, requestId);
    const other = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
    expect(await take({ requestId }, other)).toMatchObject({ code: 104 });
    expect(await take({ requestId })).toMatchObject({ code: 0 });
  });

  it('is not restored twice, but a later removal of the same is', async () => {
    const first = await remove(call);
    await take({ seq: first });
    const again = await take({ seq: first });
    expect(again).toMatchObject({ code: 101, detail: expect.stringContaining('restored already, by') });
    expect(await objectionTo(first)).toBe(again.detail);
    const second = await remove(call);
    expect(await take({ seq: first })).toMatchObject({ code: 101 });
    expect(await take({ seq: second })).toMatchObject({ code: 0 });
    const refused = (await readEntries()).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ restores }) => restores)).toEqual(expect.arrayContaining([BigInt(first)]));
  });

  it('is answered again when the same request comes again', async () => {
    const seq = await remove(call);
    const requestId = randomUUID();
    const first = await take({ seq }, actor, requestId);
    expect(first.code).toBe(0);
    expect(await take({ seq }, actor, requestId)).toEqual(first);
  });

  it('is restored once when two do it at once', async () => {
    const seq = await remove(call);
    const codes = (await Promise.all([take({ seq }), take({ seq })])).map(({ code }) => code);
    expect(codes.sort()).toEqual([0, 101]);
  });

  it('needs the right of this moment', async () => {
    const seq = await remove(call);
    await database().userPermission.deleteMany({ where: { userId: actor.userId } });
    expect(await take({ seq })).toMatchObject({ code: 20 });
    expect(await take({ seq }, null)).toMatchObject({ code: 20 });
    expect(await take({ seq }, await newActor())).toMatchObject({ code: 20 });
  });
});

describe('a refused restoring', () => {
  const lastEntry = async () => (await readEntries()).at(-1);

  it('is recorded, whatever it is refused for', async () => {
    const seq = await remove('RemoveOperatorOMS');
    const stranger = await newActor();
    expect(await take({ seq }, stranger)).toMatchObject({ code: 20 });
    const refused = { call: 'Restore', outcome: 'refused', target: `entry ${seq}`, request: { seq } };
    expect(await lastEntry()).toMatchObject({ ...refused, errorCode: 20, actorId: stranger.userId });
    const missing = { seq: '999999999' };
    expect(await take(missing)).toMatchObject({ code: 104 });
    expect(await lastEntry()).toMatchObject({ call: 'Restore', errorCode: 104, request: missing });
    const requestId = randomUUID();
    expect(await take({ requestId })).toMatchObject({ code: 104 });
    expect(await lastEntry()).toMatchObject({ errorCode: 104, request: { requestId } });
    await calls.AddOperatorOMS.run(
      actor,
      { operatorId: made.operator.id, omsId: (await makeOms(database())).id },
      contextOf(),
    );
    const other = String((await readEntries()).at(-1)?.seq);
    expect(await take({ seq: other })).toMatchObject({ code: 106 });
    expect(await lastEntry()).toMatchObject({ errorCode: 106, request: { seq: other } });
    expect((await checkChain()).problems).toEqual([]);
  });

  it('leaves nothing where it is malformed, or nobody is signed in', async () => {
    const entries = await readEntries();
    for (const input of [{}, { seq: 'x' }, { seq: '1', requestId: 'both' }]) {
      expect(await take(input)).toMatchObject({ code: 100 });
    }
    expect(await take({ seq: '1' }, null)).toMatchObject({ code: 20 });
    expect(await readEntries()).toEqual(entries);
  });
});

describe('what no longer applies is told plainly', () => {
  it('for an operator who has another default by now', async () => {
    const seq = await remove('RemoveOperatorOMS');
    const other = await makeOms(database());
    await assignOms(database(), { operatorId: made.operator.id, omsId: other.id, isDefault: true });
    const words = `OMS ${other.id} is the default of operator ${made.operator.id}.`;
    expect(await objectionTo(seq)).toBe(words);
    expect(await take({ seq })).toMatchObject({ code: 101, detail: words });
  });

  it('for an operator who lost the permission', async () => {
    const seq = await remove('RemoveOperatorOMS');
    await database().userPermission.deleteMany({ where: { userId: made.operator.id } });
    expect(await take({ seq })).toMatchObject({ code: 101, detail: expect.stringContaining('Operator') });
  });

  it('for a link that somebody made anew', async () => {
    const seq = await remove('RemoveUserAccount');
    await linkAccount(database(), { userId: made.user.id, accountId: made.account.id });
    expect(await objectionTo(seq)).toContain('already');
    expect(await take({ seq })).toMatchObject({ code: 101 });
  });
});

describe('a role', () => {
  it('is not given to another who has the name by now', async () => {
    const seq = await remove('RemoveUserRole');
    const { user } = made;
    await database().user.update({ where: { id: user.id }, data: { userName: `${user.userName}-former` } });
    await makeUser(database(), { userName: user.userName });
    expect(await take({ seq })).toMatchObject({
      code: 101,
      detail: expect.stringContaining('is another by now'),
    });
  });

  it('tells a CoAdmin who no longer is one nothing of what became of it', async () => {
    const coAdmin = await newActor();
    const { company, requests } = made;
    const role = { companyId: company.id, userId: coAdmin.userId, role: 'CoAdmin' as const };
    await giveRole(database(), role);
    const other = await makeCompany(database(), { roles: [{ userId: coAdmin.userId, role: 'CoAdmin' }] });
    const present = await signInAs(coAdmin.userId);
    await calls.RemoveUserRole.run(present, requests.RemoveUserRole, contextOf());
    const seq = String((await readEntries()).at(-1)?.seq);
    await database().companyRole.deleteMany({ where: role });
    const former = await signInAs(coAdmin.userId);
    expect(former.adminOf.map(({ id }) => id)).toEqual([other.id]);
    const before = await take({ seq }, former);
    expect(await take({ seq })).toMatchObject({ code: 0 });
    expect(await take({ seq }, former)).toEqual(before);
    expect(before).toMatchObject({ code: 20 });
    expect(await getAuditEntry.run(former, { seq }, contextOf())).toMatchObject({
      restoredBy: null,
      mayRestore: false,
    });
  });
});

describe('a request id', () => {
  it('of one restoring is none for another', async () => {
    const requestId = randomUUID();
    const first = await remove('RemoveUserAccount');
    await take({ seq: first }, actor, requestId);
    const second = await remove('RemoveUserAccount');
    expect(await take({ seq: second }, actor, requestId)).toMatchObject({
      code: 101,
      detail: expect.stringContaining('another request'),
    });
  });
});

describe('a default account', () => {
  const defaultOf = async () =>
    (await database().user.findUniqueOrThrow({ where: { id: made.user.id } })).defaultAccountId;

  it('is the default again when the user has none meanwhile, and not otherwise', async () => {
    await take({ seq: await remove('RemoveUserAccount') });
    expect(await defaultOf()).toBe(made.account.id);
    const seq = await remove('RemoveUserAccount');
    const other = await makeAccount(database(), { omsId: made.oms.id });
    await linkAccount(database(), { userId: made.user.id, accountId: other.id, isDefault: true });
    expect(await take({ seq })).toMatchObject({ code: 0 });
    expect(await defaultOf()).toBe(other.id);
  });
});

describe('what can be restored', () => {
  it('is each CoAdmin of a RemoveAllCoAdmins by himself', async () => {
    await calls.RemoveAllCoAdmins.run(actor, { companyName: made.company.name }, contextOf());
    const { seq } = (await readEntries()).at(-1) ?? {};
    expect(await take({ seq: String(seq) })).toMatchObject({ code: 0 });
    const where = { companyId: made.company.id, userId: made.user.id };
    expect((await database().companyRole.findMany({ where })).map(({ role }) => role).sort()).toEqual([
      'CoAdmin',
      'CoAgent',
    ]);
  });

  it.each<[string, unknown, number]>([
    ['an entry that is not there', { seq: '999999999' }, 104],
    ['nothing', {}, 100],
    ['both names', { seq: '1', requestId: 'x' }, 100],
    ['no number', { seq: 'x' }, 100],
  ])('is not %s', async (_, input, code) => {
    expect(await take(input)).toMatchObject({ code });
  });

  it('is not an inverse, and not a removal that was refused', async () => {
    const seq = await remove('RemoveUserAccount');
    await take({ seq });
    const inverse = (await readEntries()).at(-1)?.seq;
    expect(await take({ seq: String(inverse) })).toMatchObject({ code: 106 });
    const requestId = randomUUID();
    const request = { ...made.requests.RemoveOperatorOMS, IsDefault: false };
    await outcomeOf(calls.RemoveOperatorOMS.run(actor, request, contextOf({ requestId })));
    expect(await take({ requestId })).toMatchObject({ code: 104 });
  });
});
