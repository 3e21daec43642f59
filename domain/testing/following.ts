import { vi } from 'vitest';
import { database } from '@/prisma/client';
import { assignOms, makeOms, makeUser } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import type { Change } from '../live/changes';
import { followChanges } from '../live/feed';
import { calls } from '../registry';
import { contextOf, newActor } from './actors';
import { makeMany } from './many-rows';
import { untilAnswered } from './outcome';

/** What a follower has been told so far. */
export interface Following {
  batches: Change[][];
  states: boolean[];
  /** The numbers of all entries that it was told of, as they came. */
  receivedSeqs: () => bigint[];
  end: () => void;
}

interface Options {
  since?: bigint;
  /** What the follower does with the changes besides. */
  onChanges?: (changes: Change[]) => Promise<void>;
}

/**
 * Follows changes, and waits until they are heard.
 *
 * @param options where it begins, with what comes next unless said otherwise
 */
export async function startFollowing({
  since,
  onChanges = async () => {},
}: Options = {}): Promise<Following> {
  const [batches, states]: [Change[][], boolean[]] = [[], []];
  const end = followChanges(
    {
      async onChanges(changes) {
        await onChanges(changes);
        batches.push(changes);
      },
      onState: (isUp) => states.push(isUp),
    },
    since ?? null,
  );
  const receivedSeqs = () => batches.flat().map(({ seq }) => seq);
  await vi.waitFor(() => {
    if (!states.includes(true)) throw new Error('Nothing is heard.');
  }, UNLESS_HUNG);
  return { batches, states, receivedSeqs, end };
}

/**
 * Makes assignments, and who removes them.
 *
 * @param count how many
 * @returns one removal for each, to be made at any time
 */
export async function makeRemovals(count: number): Promise<(() => Promise<unknown>)[]> {
  const db = database();
  const actor = await newActor({ permissions: ['Operator'] });
  const { id: omsId } = await makeOms(db);
  return makeMany(count, async () => {
    const { id } = await makeUser(db, { permissions: ['Operator'] });
    await assignOms(db, { operatorId: id, omsId });
    const request = { OperatorId: id, OMSId: omsId };
    const context = contextOf();
    return () => untilAnswered(() => calls.RemoveOperatorOMS.run(actor, request, context));
  });
}

/** The connections that listen for changes in this test's database, by their process ids. */
export async function listeners(): Promise<number[]> {
  const rows = await database().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'access-console-live'`;
  return rows.map(({ pid }) => pid);
}
