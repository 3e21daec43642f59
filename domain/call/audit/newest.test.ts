import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { removals } from '../../removals';
import { contextOf, newActor } from '../../testing/actors';
import { checkChain } from '../../testing/chain';
import { loadWithKeys } from '../../testing/other-keys';
import { causesOf, untilAnswered } from '../../testing/outcome';
import { changesSince, readEntries, readState } from '../../testing/state';
import { whileTampered } from '../../testing/tampering';
import { setUpTestDatabase } from '../../testing/test-database';
import { findKeyProblem } from './newest';

setUpTestDatabase();

const OTHER = 'k7Qw2Zx9Lr4Tn8Vb3Mf6Yp1Hs5Jd0GcA';

/** The removals of another instance with these keys. */
const instanceWith = (keys: Parameters<typeof loadWithKeys>[0]) =>
  loadWithKeys(keys, async () => (await import('../../removals')).removals);

async function newAssignment() {
  const actor = await newActor({ permissions: ['Operator'] });
  const { id: OMSId } = await create.oms(database());
  await create.assignment(database(), { operatorId: actor.userId, omsId: OMSId });
  return { actor, request: { OperatorId: actor.userId, OMSId } };
}

async function removeBy(instance: typeof removals) {
  const { actor, request } = await newAssignment();
  const context = contextOf();
  return untilAnswered(() => instance.RemoveOperatorOMS.run(actor, request, context));
}

describe('an instance with another AUDIT_KEY', () => {
  it('can begin an empty log', async () => {
    expect(
      await loadWithKeys({ AUDIT_KEY: OTHER }, async () => (await import('./newest')).findKeyProblem()),
    ).toBe(null);
  });

  it('writes nothing, removes nothing and names the setting that is wrong', async () => {
    await removeBy(removals);
    const otherInstance = await instanceWith({ AUDIT_KEY: OTHER });
    const { actor, request } = await newAssignment();
    const [state, entries] = [await readState(), await readEntries()];
    const error = await otherInstance.RemoveOperatorOMS.run(actor, request, contextOf()).then(
      () => null,
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ name: 'ServerFault', isUnavailable: false });
    expect(JSON.stringify(causesOf(error))).toContain(
      'This AUDIT_KEY did not sign entry 1, the newest of the audit log. Set AUDIT_KEY to',
    );
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
    await removeBy(removals);
    expect(await checkChain()).toEqual({ length: 2, problems: [] });
  });
});

it('a head that points at no entry is reported as a problem of the log, not as a wrong key', async () => {
  await removeBy(removals);
  const problem = await whileTampered([`UPDATE audit_head SET mac = repeat('1', 64)`], (tx) =>
    findKeyProblem(tx),
  );
  expect(problem).toMatch(/points at entry \d+, which is missing or another one/);
  expect(await findKeyProblem()).toBeNull();
});

describe('instances with the same AUDIT_KEY', () => {
  it('write to one log at once without a gap or a fork', async () => {
    const instances = [removals, await instanceWith({}), await instanceWith({})];
    const before = (await checkChain()).length;
    const calls = Array.from({ length: 12 }, (_, index) => removeBy(instances[index % 3] ?? removals));
    expect(await Promise.all(calls)).toHaveLength(12);
    expect(await checkChain()).toEqual({ length: before + 12, problems: [] });
  });
});
