import type { Page } from '@playwright/test';
import { expect, test } from './support/live-test';

test.describe.configure({ mode: 'default' });

/** Makes a tab believe that it is visible or hidden. */
const see = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('a hidden leading tab keeps leading, and its own page is up to date when it becomes visible', async ({
  page,
  other,
  streams,
  listIn,
  openStreams,
  scene: { removeFirst, removeSecond },
}) => {
  await see(page, 'hidden');
  await removeFirst();
  await expect(listIn(other).rows).toHaveCount(1);
  await see(page, 'visible');
  await expect(listIn(page).rows).toHaveCount(1);
  expect(streams).toEqual([page]);

  await see(page, 'hidden');
  await page.close();
  await expect.poll(() => streams).toEqual([page, other]);
  await removeSecond();
  await expect(other.getByRole('table')).toHaveCount(0);
  await expect.poll(openStreams).toBe(1);
});

test('a leading tab that leaves the console hands the stream to another tab', async ({
  page,
  other,
  streams,
  listIn,
  openStreams,
  scene: { removeFirst },
}) => {
  await page.goto('about:blank');
  await expect.poll(() => streams).toEqual([page, other]);
  await removeFirst();
  await expect(listIn(other).rows).toHaveCount(1);
  // When the tab comes back it no longer leads, and shows what it missed.
  await page.goBack();
  await expect(listIn(page).rows).toHaveCount(1);
  expect(streams).toEqual([page, other]);
  await expect.poll(openStreams).toBe(1);
});

test('without the Web Locks API the visible tab holds its own stream', async ({
  page,
  context,
  listIn,
  openStreams,
  scene: { tag, removeFirst, removeSecond },
}) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  });
  await listIn(page).open({ search: tag });
  await expect.poll(openStreams).toBe(1);
  await removeFirst();
  await expect(listIn(page).rows).toHaveCount(1);
  await see(page, 'hidden');
  await expect.poll(openStreams).toBe(0);
  await removeSecond();
  await see(page, 'visible');
  await expect.poll(openStreams).toBe(1);
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a stream that goes silent is opened again, and missed changes arrive', async ({
  page,
  streams,
  own,
  listIn,
  openStreams,
  scene: { tag, removeFirst, removeSecond },
}) => {
  await page.clock.install();
  await listIn(page).open({ search: tag });
  await expect.poll(openStreams).toBe(1);
  await removeFirst();
  await expect(listIn(page).rows).toHaveCount(1);
  // Its connections stay open, but silent.
  own.server.process.kill('SIGSTOP');
  try {
    await removeSecond();
    const moveOn = async () => {
      await page.clock.runFor(1_000);
      return streams.length;
    };
    await expect.poll(moveOn, { intervals: [20] }).toBe(2);
  } finally {
    own.server.process.kill('SIGCONT');
  }
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect.poll(openStreams).toBe(1);
});
