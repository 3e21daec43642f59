import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { calls } from '../registry';
import { removals } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { outcomeOf } from '../testing/outcome';
import { type Call, makeRemovalScene } from '../testing/scene';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { getAuditEntry } from './get';
import { listAudit } from './list';
import { restore } from './restore';

setUpTestDatabase();

const CALLS = Object.keys(removals) as Call[];

let actor: Actor;
let scene: Awaited<ReturnType<typeof makeRemovalScene>>;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  scene = await makeRemovalScene();
});

/** Performs the removal and returns the number of its audit entry. */
async function remove(call: Call, requestId = randomUUID()): Promise<string> {
  await calls[call].run(actor, scene.requests[call], contextOf({ requestId }));
  return String((await readEntries()).at(-1)?.seq);
}
const tryRestore = (input: unknown, by: Actor | null = actor, requestId = randomUUID()) =>
  outcomeOf(restore.run(by, input, contextOf({ requestId })));
const objectionTo = async (seq: string) => (await restore.preview.run(actor, { seq }, contextOf())).objection;

describe.each(CALLS)('Restore of %s', (call) => {
  it('brings back the removed rows, and its entry refers to that of the removal', async () => {
    const state = await readState();
    const seq = await remove(call);
    expect((await changesSince(state)).removed).not.toEqual([]);
    expect(await objectionTo(seq)).toBeNull();
    expect(await tryRestore({ seq })).toMatchObject({ code: 0 });
    const { removed, added } = await changesSince(state);
    const withoutId = (rows: unknown[]) => rows.map((row) => ({ ...(row as object), id: 0 }));
    expect(withoutId(added)).toEqual(withoutId(removed));
    const entry = (await readEntries()).at(-1);
    expect(entry).toMatchObject({ actorId: actor.userId, outcome: 'done', restores: BigInt(seq) });
    expect((await checkChain()).problems).toEqual([]);
    const { rows } = await listAudit.run(actor, { filters: { actor: actor.userId } }, contextOf());
    expect(rows).toMatchObject([
      { seq: String(entry?.seq), restores: seq, restoredBy: null, mayRestore: false },
      { seq, restores: null, restoredBy: String(entry?.seq), mayRestore: false },
    ]);
  });

  it('accepts the removal’s request id from the actor who made the removal, and from no other', async () => {
    const requestId = randomUUID();
    await remove(call, requestId);
    const other = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
    expect(await tryRestore({ requestId }, other)).toMatchObject({ code: 104 });
    expect(await tryRestore({ requestId })).toMatchObject({ code: 0 });
  });

  it('refuses to restore one removal twice, but restores a later removal of the same link', async () => {
    const first = await remove(call);
    await tryRestore({ seq: first });
    const again = await tryRestore({ seq: first });
    expect(again).toMatchObject({ code: 101, detail: expect.stringContaining('restored already, by') });
    expect(await objectionTo(first)).toBe(again.detail);
    const second = await remove(call);
    expect(await tryRestore({ seq: first })).toMatchObject({ code: 101 });
    expect(await tryRestore({ seq: second })).toMatchObject({ code: 0 });
    const refused = (await readEntries()).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ restores }) => restores)).toEqual(expect.arrayContaining([BigInt(first)]));
  });

  it('gives the recorded reply to a repeated request', async () => {
    const seq = await remove(call);
    const requestId = randomUUID();
    const first = await tryRestore({ seq }, actor, requestId);
    expect(first.code).toBe(0);
    expect(await tryRestore({ seq }, actor, requestId)).toEqual(first);
  });

  it('tells the number of the entry, the same for a repeated request', async () => {
    const [removing, restoring] = [contextOf(), contextOf()];
    const removed = () => removals[call].runRecorded(actor, scene.requests[call], removing);
    const { seq } = await removed();
    const restored = () => restore.runRecorded(actor, { seq: String(seq) }, restoring);
    const { seq: restoredBy } = await restored();
    expect((await readEntries()).slice(-2)).toMatchObject([
      { seq, call },
      { seq: restoredBy, restores: seq },
    ]);
    expect([await removed(), await restored()]).toMatchObject([{ seq }, { seq: restoredBy }]);
  });

  it('succeeds once when two requests for it run at once', async () => {
    const seq = await remove(call);
    const codes = (await Promise.all([tryRestore({ seq }), tryRestore({ seq })])).map(({ code }) => code);
    expect(codes.sort()).toEqual([0, 101]);
  });

  it('refuses an actor who does not hold the right at that moment', async () => {
    const seq = await remove(call);
    await database().userPermission.deleteMany({ where: { userId: actor.userId } });
    expect(await tryRestore({ seq })).toMatchObject({ code: 20 });
    expect(await tryRestore({ seq }, null)).toMatchObject({ code: 20 });
    expect(await tryRestore({ seq }, await newActor())).toMatchObject({ code: 20 });
  });
});

describe('a refused Restore', () => {
  const lastEntry = async () => (await readEntries()).at(-1);

  it('writes an audit entry, whatever the reason for the refusal', async () => {
    const seq = await remove('RemoveOperatorOMS');
    const outsider = await newActor();
    expect(await tryRestore({ seq }, outsider)).toMatchObject({ code: 20 });
    const refused = { call: 'Restore', outcome: 'refused', target: `entry ${seq}`, request: { seq } };
    expect(await lastEntry()).toMatchObject({ ...refused, errorCode: 20, actorId: outsider.userId });
    const missing = { seq: '999999999' };
    expect(await tryRestore(missing)).toMatchObject({ code: 104 });
    expect(await lastEntry()).toMatchObject({ call: 'Restore', errorCode: 104, request: missing });
    const requestId = randomUUID();
    expect(await tryRestore({ requestId })).toMatchObject({ code: 104 });
    expect(await lastEntry()).toMatchObject({ errorCode: 104, request: { requestId } });
    await calls.AddOperatorOMS.run(
      actor,
      { operatorId: scene.operator.id, omsId: (await create.oms(database())).id },
      contextOf(),
    );
    const other = String((await readEntries()).at(-1)?.seq);
    expect(await tryRestore({ seq: other })).toMatchObject({ code: 106 });
    expect(await lastEntry()).toMatchObject({ errorCode: 106, request: { seq: other } });
    expect((await checkChain()).problems).toEqual([]);
  });

  it('writes no audit entry when the request is malformed or there is no session', async () => {
    const entries = await readEntries();
    for (const input of [{}, { seq: 'x' }, { seq: '1', requestId: 'both' }]) {
      expect(await tryRestore(input)).toMatchObject({ code: 100 });
    }
    expect(await tryRestore({ seq: '1' }, null)).toMatchObject({ code: 20 });
    expect(await readEntries()).toEqual(entries);
  });
});

describe('Restore of a removal that no longer fits', () => {
  it('is refused with the reason when the operator has another default OMS by now', async () => {
    const seq = await remove('RemoveOperatorOMS');
    const other = await create.oms(database());
    await create.assignment(database(), { operatorId: scene.operator.id, omsId: other.id, isDefault: true });
    const words = `OMS ${other.id} is the default of operator ${scene.operator.id}.`;
    expect(await objectionTo(seq)).toBe(words);
    expect(await tryRestore({ seq })).toMatchObject({ code: 101, detail: words });
  });

  it('is refused with the reason when the permission Operator was revoked meanwhile', async () => {
    const seq = await remove('RemoveOperatorOMS');
    await database().userPermission.deleteMany({ where: { userId: scene.operator.id } });
    expect(await tryRestore({ seq })).toMatchObject({
      code: 101,
      detail: expect.stringContaining('Operator'),
    });
  });

  it('is refused with the reason when the link was created again meanwhile', async () => {
    const seq = await remove('RemoveUserAccount');
    await create.link(database(), { userId: scene.user.id, accountId: scene.account.id });
    expect(await objectionTo(seq)).toContain('already');
    expect(await tryRestore({ seq })).toMatchObject({ code: 101 });
  });
});

describe('Restore of a role', () => {
  it('is refused when another user has the user name by now', async () => {
    const seq = await remove('RemoveUserRole');
    const { user } = scene;
    await database().user.update({ where: { id: user.id }, data: { userName: `${user.userName}-former` } });
    await create.user(database(), { userName: user.userName });
    expect(await tryRestore({ seq })).toMatchObject({
      code: 101,
      detail: expect.stringContaining('now belongs to someone else'),
    });
  });

  it('does not reveal to a former CoAdmin whether the role was restored', async () => {
    const coAdmin = await newActor();
    const { company, requests } = scene;
    const role = { companyId: company.id, userId: coAdmin.userId, role: 'CoAdmin' as const };
    await create.role(database(), role);
    const other = await create.company(database(), { roles: [{ userId: coAdmin.userId, role: 'CoAdmin' }] });
    const present = await signInAs(coAdmin.userId);
    await calls.RemoveUserRole.run(present, requests.RemoveUserRole, contextOf());
    const seq = String((await readEntries()).at(-1)?.seq);
    await database().companyRole.deleteMany({ where: role });
    const former = await signInAs(coAdmin.userId);
    expect(former.adminOf.map(({ id }) => id)).toEqual([other.id]);
    const before = await tryRestore({ seq }, former);
    expect(await tryRestore({ seq })).toMatchObject({ code: 0 });
    expect(await tryRestore({ seq }, former)).toEqual(before);
    expect(before).toMatchObject({ code: 20 });
    expect(await getAuditEntry.run(former, { seq }, contextOf())).toMatchObject({
      restoredBy: null,
      mayRestore: false,
    });
  });
});

describe('the request id of a Restore', () => {
  it('is refused for the restore of another removal', async () => {
    const requestId = randomUUID();
    const first = await remove('RemoveUserAccount');
    await tryRestore({ seq: first }, actor, requestId);
    const second = await remove('RemoveUserAccount');
    expect(await tryRestore({ seq: second }, actor, requestId)).toMatchObject({
      code: 101,
      detail: expect.stringContaining('another request'),
    });
  });
});

describe('Restore of a link to the default account', () => {
  const defaultOf = async () =>
    (await database().user.findUniqueOrThrow({ where: { id: scene.user.id } })).defaultAccountId;

  it('makes the account the default again only if the user has no other default meanwhile', async () => {
    await tryRestore({ seq: await remove('RemoveUserAccount') });
    expect(await defaultOf()).toBe(scene.account.id);
    const seq = await remove('RemoveUserAccount');
    const other = await create.account(database(), { omsId: scene.oms.id });
    await create.link(database(), { userId: scene.user.id, accountId: other.id, isDefault: true });
    expect(await tryRestore({ seq })).toMatchObject({ code: 0 });
    expect(await defaultOf()).toBe(other.id);
  });
});

describe('Restore', () => {
  it('restores a single CoAdmin of a RemoveAllCoAdmins', async () => {
    await calls.RemoveAllCoAdmins.run(actor, { companyName: scene.company.name }, contextOf());
    const { seq } = (await readEntries()).at(-1) ?? {};
    expect(await tryRestore({ seq: String(seq) })).toMatchObject({ code: 0 });
    const where = { companyId: scene.company.id, userId: scene.user.id };
    expect((await database().companyRole.findMany({ where })).map(({ role }) => role).sort()).toEqual([
      'CoAdmin',
      'CoAgent',
    ]);
  });

  it.each<[string, unknown, number]>([
    ['an entry that does not exist', { seq: '999999999' }, 104],
    ['a request without seq and request id', {}, 100],
    ['a request with both seq and request id', { seq: '1', requestId: 'x' }, 100],
    ['a seq that is not a number', { seq: 'x' }, 100],
  ])('refuses %s', async (_, input, code) => {
    expect(await tryRestore(input)).toMatchObject({ code });
  });

  it('refuses the entry of another Restore, and that of a refused removal', async () => {
    const seq = await remove('RemoveUserAccount');
    await tryRestore({ seq });
    const inverse = (await readEntries()).at(-1)?.seq;
    expect(await tryRestore({ seq: String(inverse) })).toMatchObject({ code: 106 });
    const requestId = randomUUID();
    const request = { ...scene.requests.RemoveOperatorOMS, IsDefault: false };
    await outcomeOf(calls.RemoveOperatorOMS.run(actor, request, contextOf({ requestId })));
    expect(await tryRestore({ requestId })).toMatchObject({ code: 104 });
  });
});
