import { afterEach, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { type Following, listeners, makeRemovals, startFollowing } from '../testing/following';
import { writeSampleEntries } from '../testing/left-entries';
import { readEntries } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { type Change, MAX_CHANGES, readNewestSeq } from './changes';
import { followChanges } from './feed';

setUpTestDatabase();

const opened: Following[] = [];
afterEach(() => {
  for (const { end } of opened.splice(0)) end();
});

async function following(options?: Parameters<typeof startFollowing>[0]): Promise<Following> {
  const one = await startFollowing(options);
  opened.push(one);
  return one;
}

/** The sequence numbers of all entries after one, in the order of the log. */
const entriesAfter = async (seq: bigint) =>
  (await readEntries()).map((entry) => entry.seq).filter((one) => one > seq);

const sequence = (from: bigint, count: number) =>
  Array.from({ length: count }, (_, index) => from + BigInt(index + 1));

async function endListeners(): Promise<void> {
  for (const pid of await listeners()) await database().$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
}

describe('a follower of the change feed', () => {
  it('receives each change once, in order and in consecutive batches, with 16 writers at once', async () => {
    const removals = await makeRemovals(160);
    let running = 0;
    let gate = Promise.resolve();
    const { batches, receivedSeqs } = await following({
      async onChanges() {
        running += 1;
        expect(running).toBe(1);
        await gate;
        running -= 1;
      },
    });
    const before = await readNewestSeq();
    // 40 are fewer than a full batch (which would cover all later changes), and the follower waits until all
    // are made.
    for (let count = 40; count <= 160; count += 40) {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      const some = removals.splice(0, 40);
      const lines = Array.from({ length: 16 }, async () => {
        for (let next = some.pop(); next; next = some.pop()) await next();
      });
      await Promise.all(lines);
      open();
      await vi.waitFor(() => expect(receivedSeqs()).toHaveLength(count), UNLESS_HUNG);
    }
    expect(receivedSeqs()).toEqual(await entriesAfter(before));
    expect(batches.length).toBeLessThan(160);
  });

  it('receives the ids that an entry refers to, its actor and its result', async () => {
    const [remove] = await makeRemovals(1);
    const { batches } = await following();
    await remove?.();
    await vi.waitFor(() => expect(batches).toHaveLength(1), UNLESS_HUNG);
    const entry = (await readEntries()).at(-1);
    const call = { call: 'RemoveOperatorOMS', permission: null };
    const { seq, actorId, sessionId, errorCode, subjectUserId, omsId, accountId, companyId } = entry ?? {};
    expect(batches[0]).toEqual([
      {
        seq,
        actorId,
        sessionId,
        errorCode,
        subjectUserId,
        omsId,
        accountId,
        companyId,
        isDone: true,
        ...call,
      },
    ]);
  });

  it('receives the changes after the entry that it names', async () => {
    const since = await readNewestSeq();
    for (const remove of await makeRemovals(3)) await remove();
    const { receivedSeqs } = await following({ since });
    expect(receivedSeqs()).toEqual(sequence(since, 3));
  });

  it('receives one full batch for more changes than fit into it, and single changes afterwards', async () => {
    const [remove] = await makeRemovals(1);
    const { batches } = await following();
    await writeSampleEntries(MAX_CHANGES + 100);
    await vi.waitFor(() => expect(batches.map(({ length }) => length)).toEqual([MAX_CHANGES]), UNLESS_HUNG);
    await remove?.();
    await vi.waitFor(() => expect(batches).toHaveLength(2), UNLESS_HUNG);
    expect(batches[1]?.map(({ seq }) => seq)).toEqual([await readNewestSeq()]);
  });
});

describe('a lost connection of the change feed', () => {
  it('is replaced at once, and the follower is notified of the outage', async () => {
    const { states } = await following();
    const [pid] = await listeners();
    await endListeners();
    await vi.waitFor(() => expect(states).toEqual([true, false, true]), UNLESS_HUNG);
    expect(await listeners()).toEqual([expect.not.toBeOneOf([pid])]);
  });

  it('loses no change, even if it happens repeatedly during many removals', async () => {
    const removals = await makeRemovals(200);
    const { receivedSeqs, states, batches } = await following();
    const before = await readNewestSeq();
    for (const [index, remove] of removals.entries()) {
      if (index % 40 === 20) await endListeners();
      await remove();
    }
    const all = await entriesAfter(before);
    expect(all).toHaveLength(200);
    // A full batch also covers all changes that come after it.
    const fullBatchEnds = () =>
      batches.flatMap((batch) => (batch.length === MAX_CHANGES ? (batch.at(-1)?.seq ?? []) : []));
    const isCovered = (seq: bigint) => {
      const upTo = receivedSeqs().findLast((one) => one <= seq);
      return upTo !== undefined && (upTo === seq || fullBatchEnds().includes(upTo));
    };
    await vi.waitFor(() => expect(all.filter((seq) => !isCovered(seq))).toEqual([]), UNLESS_HUNG);
    expect(receivedSeqs()).toEqual(receivedSeqs().toSorted((one, other) => Number(one - other)));
    await vi.waitFor(() => expect(states.at(-1)).toBe(true), UNLESS_HUNG);
    expect(states.filter((isUp) => !isUp).length).toBeGreaterThan(0);
  });
});

describe('a failure in the change feed', () => {
  it('while reading is followed by another read, and the follower is notified of the outage', async () => {
    const [remove] = await makeRemovals(1);
    const { receivedSeqs, states } = await following();
    await database().$executeRaw`ALTER TABLE audit_entries RENAME TO audit_entries_away`;
    await database().$executeRaw`SELECT pg_notify('access_console_changes', '')`;
    await vi.waitFor(() => expect(states.slice(0, 2)).toEqual([true, false]), UNLESS_HUNG);
    await database().$executeRaw`ALTER TABLE audit_entries_away RENAME TO audit_entries`;
    await vi.waitFor(() => expect(states.at(-1)).toBe(true), UNLESS_HUNG);
    await remove?.();
    await vi.waitFor(() => expect(receivedSeqs()).toHaveLength(1), UNLESS_HUNG);
  });

  it('of the follower is followed by a second delivery of the same changes', async () => {
    const removals = await makeRemovals(2);
    const tried: Change[][] = [];
    const { receivedSeqs, states } = await following({
      async onChanges(changes) {
        tried.push(changes);
        if (tried.length === 1) throw new Error('The follower failed.');
      },
    });
    const before = await readNewestSeq();
    for (const remove of removals) await remove();
    await vi.waitFor(() => expect(receivedSeqs()).toEqual(sequence(before, 2)), UNLESS_HUNG);
    await vi.waitFor(() => expect(states).toEqual([true, false, true]), UNLESS_HUNG);
  });
});

describe('the end of following', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const listening = () => vi.waitFor(async () => expect(await listeners()).toHaveLength(1), UNLESS_HUNG);
  const noListener = () => vi.waitFor(async () => expect(await listeners()).toEqual([]), UNLESS_HUNG);

  it('closes the connection, stops all timers, and delivers nothing more', async () => {
    await noListener();
    const before = timers();
    const [remove] = await makeRemovals(1);
    const { end, batches, states } = await startFollowing();
    await listening();
    await remove?.();
    end();
    await noListener();
    await vi.waitFor(() => expect(timers()).toBeLessThanOrEqual(before), UNLESS_HUNG);
    const delivered = batches.length;
    expect(states).toEqual([true]);
    await (await makeRemovals(1))[0]?.();
    expect(batches).toHaveLength(delivered);
  });

  it('before the feed is up delivers nothing either', async () => {
    const delivered: unknown[] = [];
    const follower = { onChanges: async () => {}, onState: (isUp: boolean) => delivered.push(isUp) };
    for (let nth = 0; nth < 20; nth += 1) followChanges(follower, 0n)();
    await (await makeRemovals(1))[0]?.();
    await noListener();
    expect(delivered).toEqual([]);
  });

  it('closes the connections of all followers', async () => {
    const many = await Promise.all(Array.from({ length: 5 }, () => startFollowing()));
    expect(await listeners()).toHaveLength(5);
    for (const { end } of many) end();
    await noListener();
  });
});
