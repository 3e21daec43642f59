import { vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import type { Change } from '../live/changes';
import { followChanges } from '../live/feed';
import { calls } from '../registry';
import { contextOf, newActor } from './actors';
import { makeMany } from './many-rows';
import { untilAnswered } from './outcome';

/** What a follower of the change feed has received so far. */
export interface Following {
  batches: Change[][];
  states: boolean[];
  /** The sequence numbers of all entries received, in the order of arrival. */
  receivedSeqs: () => bigint[];
  end: () => void;
}

interface Options {
  since?: bigint;
  /** What the follower also does with each batch, before the batch is recorded here. */
  onChanges?: (changes: Change[]) => Promise<void>;
}

/**
 * Starts to follow the change feed, and waits until the feed is up.
 *
 * @param options `since` is the entry to begin after; without it, the feed begins with the next entry
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
    if (!states.includes(true)) throw new Error('The feed is not up.');
  }, UNLESS_HUNG);
  return { batches, states, receivedSeqs, end };
}

/**
 * Makes as many OMS assignments, and an Operator who can remove them.
 *
 * @returns one function for each assignment, which removes it
 */
export async function makeRemovals(count: number): Promise<(() => Promise<unknown>)[]> {
  const db = database();
  const actor = await newActor({ permissions: ['Operator'] });
  const { id: omsId } = await create.oms(db);
  return makeMany(count, async () => {
    const { id } = await create.user(db, { permissions: ['Operator'] });
    await create.assignment(db, { operatorId: id, omsId });
    const request = { OperatorId: id, OMSId: omsId };
    const context = contextOf();
    return () => untilAnswered(() => calls.RemoveOperatorOMS.run(actor, request, context));
  });
}

/** The process ids of the connections that listen for changes in this test's database. */
export async function listeners(): Promise<number[]> {
  const rows = await database().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'access-console-live'`;
  return rows.map(({ pid }) => pid);
}
