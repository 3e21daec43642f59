import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { openLiveStream } from './support/live-stream';

const MOST_STREAMS = 20;

test(`a user can have ${MOST_STREAMS} streams, and closing one makes room for another`, async ({ db }) => {
  const reader = await create.user(db, { permissions: ['Operator'] });
  const streams = [];
  for (let nth = 0; nth < MOST_STREAMS; nth += 1) streams.push(await openLiveStream(db, reader));
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(MOST_STREAMS);
  expect((await openLiveStream(db, reader)).status).toBe(429);
  const another = await openLiveStream(db, await create.user(db, { permissions: ['Operator'] }));
  expect(another.status).toBe(200);

  streams.shift()?.close();
  const askAgain = async () => {
    const stream = await openLiveStream(db, reader);
    if (stream.status === 200) streams.push(stream);
    return stream.status;
  };
  await expect.poll(askAgain).toBe(200);
  expect(await askAgain()).toBe(429);
  for (const stream of [...streams, another]) {
    expect(stream.isOpen()).toBe(true);
    stream.close();
  }
});
