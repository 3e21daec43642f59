import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '@/domain/call/actor';
import { MAX_CHANGES, readNewestSeq } from '@/domain/live/changes';
import { readStreamActors } from '@/domain/live/viewers';
import { newActor, signInAs } from '@/domain/testing/actors';
import { writeSampleEntries } from '@/domain/testing/left-entries';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { addStream, dropStream, hasRoomFor, type Stream } from './live-hub';

// The real functions, so that their calls can be counted.
vi.mock('@/domain/live/viewers', { spy: true });
setUpTestDatabase();

const OPERATORS = ['list', 'operators'];

/** News that a stream got, and the entry up to which it reports. */
interface ReceivedNews {
  upTo: string;
  areas: unknown[];
  ownAreas: unknown[];
  hasNewRights: boolean;
}

interface TestStream extends Stream {
  received: ReceivedNews[];
}

const opened: TestStream[] = [];
afterEach(() => {
  for (const stream of opened.splice(0)) dropStream(stream);
});

/** Opens a stream for an actor, and waits until it gets changes. */
async function openStream({ userId, sessionId }: Actor, since: bigint | null = null): Promise<TestStream> {
  const received: ReceivedNews[] = [];
  let isUp = false;
  const stream: TestStream = {
    userId,
    sessionId,
    received,
    send(text) {
      if (text.includes('"isUp":true')) isUp = true;
      const [, upTo = '', news] = /^id: (\d+)\nevent: changed\ndata: (.+)\n\n$/.exec(text) ?? [];
      if (news) received.push({ upTo, ...JSON.parse(news) });
    },
    close: () => dropStream(stream),
  };
  opened.push(stream);
  await addStream(stream, since);
  await vi.waitFor(() => expect(isUp).toBe(true), UNLESS_HUNG);
  return stream;
}

/** A target whose changes an Operator may see, and a CoAdmin may not. */
const anOms = async () => ({ omsId: (await create.oms(database())).id });
const newCoAdmin = async () => {
  const { userId } = await newActor();
  await create.role(database(), {
    companyId: (await create.company(database())).id,
    userId,
    role: 'CoAdmin',
  });
  return signInAs(userId);
};

describe('several changes at once', () => {
  const everything = { areas: [[]], ownAreas: [], hasNewRights: true };

  it(`reach only streams that may see them when there are fewer than ${MAX_CHANGES}`, async () => {
    const [operator, coAdmin] = [
      await openStream(await newActor({ permissions: ['Operator'] })),
      await openStream(await newCoAdmin()),
    ];
    await writeSampleEntries(MAX_CHANGES - 1, { about: await anOms() });
    await vi.waitFor(() => expect(operator.received).toHaveLength(1), UNLESS_HUNG);
    expect(operator.received[0]).toMatchObject({ upTo: String(await readNewestSeq()), hasNewRights: false });
    expect(operator.received[0]?.areas).toContainEqual(OPERATORS);
    expect(operator.received[0]?.areas).not.toContainEqual([]);
    expect(coAdmin.received).toEqual([]);
  });

  it.each([MAX_CHANGES, MAX_CHANGES + 1, 3 * MAX_CHANGES])(
    'are reported once, as “everything changed”, to each actor with a permission when there are %i',
    async (count) => {
      const streams = [
        await openStream(await newActor({ permissions: ['Operator'] })),
        await openStream(await newActor({ permissions: ['PlatformAdmin'] })),
        await openStream(await newCoAdmin()),
      ];
      const powerless = await openStream(await newActor());
      const about = await anOms();
      await writeSampleEntries(count, { about });
      for (const { received } of streams) {
        await vi.waitFor(() => expect(received).toMatchObject([everything]), UNLESS_HUNG);
      }
      // The next change is reported individually again.
      await writeSampleEntries(1, { about });
      const upTo = String(await readNewestSeq());
      await vi.waitFor(() => expect(streams[0]?.received).toHaveLength(2), UNLESS_HUNG);
      expect(streams[0]?.received[1]).toMatchObject({ upTo, areas: expect.arrayContaining([OPERATORS]) });
      expect(streams.map(({ received }) => received.length)).toEqual([2, 2, 1]);
      expect(powerless.received).toEqual([]);
    },
  );

  it('are reported as “everything changed” only to a stream that missed them', async () => {
    const since = await readNewestSeq();
    await writeSampleEntries(MAX_CHANGES, { about: await anOms() });
    const newStream = await openStream(await newActor({ permissions: ['Operator'] }));
    const returning = await openStream(await newActor({ permissions: ['Operator'] }), since);
    expect(returning.received).toMatchObject([everything]);
    expect(newStream.received).toEqual([]);
  });
});

describe('one change', () => {
  it('reaches 60 streams of 20 users, and reads the rights of all of them once', async () => {
    const actors = [];
    for (let nth = 0; nth < 20; nth += 1) actors.push(await newActor({ permissions: ['Operator'] }));
    const streams = [];
    for (const actor of [...actors, ...actors, ...actors]) streams.push(await openStream(actor));
    vi.mocked(readStreamActors).mockClear();
    await writeSampleEntries(1, { about: await anOms() });
    for (const { received } of streams) await vi.waitFor(() => expect(received).toHaveLength(1), UNLESS_HUNG);
    // A heartbeat reads the rights, too, but without changes.
    const reads = vi.mocked(readStreamActors).mock.calls.filter(([, changes]) => changes.length > 0);
    expect(reads.map(([sessionIds]) => sessionIds.toSorted())).toEqual([
      actors.map(({ sessionId }) => sessionId).sort(),
    ]);
  });
});

describe('a permission that is revoked together with the change', () => {
  it.each([1, MAX_CHANGES])('hides the change from its former holder when there are %i', async (count) => {
    const [loser, other] = [
      await newActor({ permissions: ['Operator'] }),
      await newActor({ permissions: ['Operator'] }),
    ];
    const [losing, keeping] = [await openStream(loser), await openStream(other)];
    const about = await anOms();
    await writeSampleEntries(1, { about });
    await vi.waitFor(() => expect(losing.received).toHaveLength(1), UNLESS_HUNG);
    const where = { userId: loser.userId };
    await writeSampleEntries(count, { about, also: (tx) => tx.userPermission.deleteMany({ where }) });
    await vi.waitFor(() => expect(keeping.received).toHaveLength(2), UNLESS_HUNG);
    expect(losing.received).toHaveLength(1);
  });
});

describe('the number of streams', () => {
  const streamOf = (userId: number): TestStream => {
    const stream = { userId, sessionId: randomUUID(), received: [], send() {}, close() {} };
    opened.push(stream);
    return stream;
  };

  it('is limited to 2,000 for all users together', async () => {
    const anotherUser = 2_001;
    for (let userId = 1; userId <= 1_999; userId += 1) await addStream(streamOf(userId), null);
    expect(hasRoomFor(anotherUser)).toBe(true);
    await addStream(streamOf(2_000), null);
    expect(hasRoomFor(anotherUser)).toBe(false);
    dropStream(opened[0] as TestStream);
    expect(hasRoomFor(anotherUser)).toBe(true);
  });
});
