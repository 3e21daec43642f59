import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '@/domain/call/actor';
import { MAX_CHANGES, readNewestSeq } from '@/domain/live/changes';
import { readStreamActors } from '@/domain/live/viewers';
import { newActor, signInAs } from '@/domain/testing/actors';
import { writeSampleEntries } from '@/domain/testing/left-entries';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from '@/prisma/client';
import { giveRole, makeCompany, makeOms } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { addStream, dropStream, hasRoomFor, type Stream } from './live-hub';

// The real one, whose calls are counted.
vi.mock('@/domain/live/viewers', { spy: true });
setUpTestDatabase();

const OPERATORS = ['list', 'operators'];

/** What a stream was told of changes, and up to which entry. */
interface Told {
  upTo: string;
  areas: unknown[];
  ownAreas: unknown[];
  hasNewRights: boolean;
}

interface Looking extends Stream {
  told: Told[];
}

const looking: Looking[] = [];
afterEach(() => {
  for (const stream of looking.splice(0)) dropStream(stream);
});

/** Opens a stream of somebody, and waits until changes are heard. */
async function look({ userId, sessionId }: Actor, since: bigint | null = null): Promise<Looking> {
  const told: Told[] = [];
  let isUp = false;
  const stream: Looking = {
    userId,
    sessionId,
    told,
    send(text) {
      if (text.includes('"isUp":true')) isUp = true;
      const [, upTo = '', news] = /^id: (\d+)\nevent: changed\ndata: (.+)\n\n$/.exec(text) ?? [];
      if (news) told.push({ upTo, ...JSON.parse(news) });
    },
    close: () => dropStream(stream),
  };
  looking.push(stream);
  await addStream(stream, since);
  await vi.waitFor(() => expect(isUp).toBe(true), UNLESS_HUNG);
  return stream;
}

/** Something that an Operator hears of, and a CoAdmin does not. */
const anOms = async () => ({ omsId: (await makeOms(database())).id });
const newCoAdmin = async () => {
  const { userId } = await newActor();
  await giveRole(database(), { companyId: (await makeCompany(database())).id, userId, role: 'CoAdmin' });
  return signInAs(userId);
};

describe('changes at once', () => {
  const everything = { areas: [[]], ownAreas: [], hasNewRights: true };

  it(`are told one by one while they are fewer than ${MAX_CHANGES}`, async () => {
    const [operator, coAdmin] = [
      await look(await newActor({ permissions: ['Operator'] })),
      await look(await newCoAdmin()),
    ];
    await writeSampleEntries(MAX_CHANGES - 1, { about: await anOms() });
    await vi.waitFor(() => expect(operator.told).toHaveLength(1), UNLESS_HUNG);
    expect(operator.told[0]).toMatchObject({ upTo: String(await readNewestSeq()), hasNewRights: false });
    expect(operator.told[0]?.areas).toContainEqual(OPERATORS);
    expect(operator.told[0]?.areas).not.toContainEqual([]);
    expect(coAdmin.told).toEqual([]);
  });

  it.each([MAX_CHANGES, MAX_CHANGES + 1, 3 * MAX_CHANGES])(
    'are told as everything when there are %i, once, to whoever sees anything at all',
    async (count) => {
      const readers = [
        await look(await newActor({ permissions: ['Operator'] })),
        await look(await newActor({ permissions: ['PlatformAdmin'] })),
        await look(await newCoAdmin()),
      ];
      const powerless = await look(await newActor());
      const about = await anOms();
      await writeSampleEntries(count, { about });
      for (const { told } of readers) {
        await vi.waitFor(() => expect(told).toMatchObject([everything]), UNLESS_HUNG);
      }
      // What comes next is told by itself again.
      await writeSampleEntries(1, { about });
      const upTo = String(await readNewestSeq());
      await vi.waitFor(() => expect(readers[0]?.told).toHaveLength(2), UNLESS_HUNG);
      expect(readers[0]?.told[1]).toMatchObject({ upTo, areas: expect.arrayContaining([OPERATORS]) });
      expect(readers.map(({ told }) => told.length)).toEqual([2, 2, 1]);
      expect(powerless.told).toEqual([]);
    },
  );

  it('are told as everything to whoever was away meanwhile, and to nobody else', async () => {
    const since = await readNewestSeq();
    await writeSampleEntries(MAX_CHANGES, { about: await anOms() });
    const present = await look(await newActor({ permissions: ['Operator'] }));
    const back = await look(await newActor({ permissions: ['Operator'] }), since);
    expect(back.told).toMatchObject([everything]);
    expect(present.told).toEqual([]);
  });
});

describe('one change', () => {
  it('reaches 60 streams of 20 readers, whose rights are read once for all of them', async () => {
    const actors = [];
    for (let nth = 0; nth < 20; nth += 1) actors.push(await newActor({ permissions: ['Operator'] }));
    const streams = [];
    for (const actor of [...actors, ...actors, ...actors]) streams.push(await look(actor));
    vi.mocked(readStreamActors).mockClear();
    await writeSampleEntries(1, { about: await anOms() });
    for (const { told } of streams) await vi.waitFor(() => expect(told).toHaveLength(1), UNLESS_HUNG);
    // A heartbeat reads them, too, but for no change.
    const reads = vi.mocked(readStreamActors).mock.calls.filter(([, changes]) => changes.length > 0);
    expect(reads.map(([sessionIds]) => sessionIds.toSorted())).toEqual([
      actors.map(({ sessionId }) => sessionId).sort(),
    ]);
  });
});

describe('a right that is lost with the change itself', () => {
  it.each([1, MAX_CHANGES])('lets its holder hear nothing of it, though there are %i', async (count) => {
    const [loser, other] = [
      await newActor({ permissions: ['Operator'] }),
      await newActor({ permissions: ['Operator'] }),
    ];
    const [losing, keeping] = [await look(loser), await look(other)];
    const about = await anOms();
    await writeSampleEntries(1, { about });
    await vi.waitFor(() => expect(losing.told).toHaveLength(1), UNLESS_HUNG);
    const where = { userId: loser.userId };
    await writeSampleEntries(count, { about, also: (tx) => tx.userPermission.deleteMany({ where }) });
    await vi.waitFor(() => expect(keeping.told).toHaveLength(2), UNLESS_HUNG);
    expect(losing.told).toHaveLength(1);
  });
});

describe('room', () => {
  const streamOf = (userId: number): Looking => {
    const stream = { userId, sessionId: randomUUID(), told: [], send() {}, close() {} };
    looking.push(stream);
    return stream;
  };

  it('is there for 2,000 streams of everybody together', async () => {
    const stranger = 2_001;
    for (let userId = 1; userId <= 1_999; userId += 1) await addStream(streamOf(userId), null);
    expect(hasRoomFor(stranger)).toBe(true);
    await addStream(streamOf(2_000), null);
    expect(hasRoomFor(stranger)).toBe(false);
    dropStream(looking[0] as Looking);
    expect(hasRoomFor(stranger)).toBe(true);
  });
});
