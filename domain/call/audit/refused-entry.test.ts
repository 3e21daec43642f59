import { describe, expect, it } from 'vitest';
import { removals } from '../../removals';
import { contextOf, newActor } from '../../testing/actors';
import { checkChain } from '../../testing/chain';
import { outcomeOf } from '../../testing/outcome';
import { whileRefusing } from '../../testing/refusing-table';
import { type Call, makeRemovalScene } from '../../testing/scene';
import { changesSince, readEntries, readState } from '../../testing/state';
import { setUpTestDatabase } from '../../testing/test-database';
import { ServerFault } from '../errors';

setUpTestDatabase();

const CALLS = Object.keys(removals) as Call[];

describe.each(CALLS)('%s, when its audit entry cannot be written', (call) => {
  it.each([
    ['the table refuses every entry', 'INSERT ON audit_entries', 'TRUE', []],
    ['the head of the chain cannot be updated', 'UPDATE ON audit_head', 'TRUE', []],
    [
      'the table refuses only entries with the outcome done',
      'INSERT ON audit_entries',
      "NEW.outcome = 'done'",
      ['failed'],
    ],
  ])('removes nothing and answers with code 102: %s', async (_, change, when, outcomes) => {
    const actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
    const { requests } = await makeRemovalScene();
    const [state, entries] = [await readState(), await readEntries()];
    const remove = () => outcomeOf<unknown>(removals[call].run(actor, requests[call], contextOf()));

    const failure = { code: 102, detail: 'An operation failed unexpectedly.' };
    expect(await whileRefusing(change, remove, when)).toMatchObject(failure);
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    const added = (await readEntries()).slice(entries.length).map(({ outcome }) => outcome);
    expect(added).toEqual(outcomes);

    expect(await remove()).toMatchObject({ code: 0 });
    expect((await checkChain()).problems).toEqual([]);
  });

  it('fails with a fault, even if it would have been refused', async () => {
    const actor = await newActor();
    const { requests } = await makeRemovalScene();
    const remove = () => removals[call].run(actor, requests[call], contextOf());
    await expect(whileRefusing<unknown>('INSERT ON audit_entries', remove)).rejects.toThrow(ServerFault);
  });
});
