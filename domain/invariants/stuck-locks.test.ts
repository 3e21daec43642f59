import { describe, expect, it } from 'vitest';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen } from '../testing/transactions';

process.env.DATABASE_TIME_LIMIT_MS = '2000';
setUpTestDatabase();

describe('a lock on a row that is never released', () => {
  it('makes a removal fail within its time limit with a retryable fault, which is audited', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const { oms, requests } = await makeRemovalScene();
    const remove = () => removals.RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf());
    const state = await readState();
    const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM omses WHERE id = ${oms.id} FOR UPDATE`);
    await expect(remove()).rejects.toMatchObject({ name: 'ServerFault', isUnavailable: true });
    await end('commit');
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect((await readEntries()).at(-1)).toMatchObject({
      actorId: actor.userId,
      outcome: 'failed',
      errorCode: 102,
    });
    expect(await outcomeOf(remove())).toMatchObject({ code: 0 });
  });
});

describe('a lock on the head of the audit chain that is never released', () => {
  it('makes a removal wait for it only once, and fail with the fault "busy"', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const { requests } = await makeRemovalScene();
    const [state, entries] = [await readState(), await readEntries()];
    const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`);
    const remove = () => removals.RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf());
    await expect(remove()).rejects.toMatchObject({ name: 'ServerFault', kind: 'busy' });
    // The head is still locked: a second wait for it, to audit the fault, would have ended in another fault.
    await end('commit');
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
    expect(await outcomeOf(remove())).toMatchObject({ code: 0 });
  });
});
