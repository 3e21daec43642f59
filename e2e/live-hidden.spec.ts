import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { makeLiveScene, streamsOf } from './support/live-scene';
import { type OwnConsole, startOwnConsole } from './support/own-console';

// These tests have their own console, so that its streams are theirs alone.
test.describe.configure({ mode: 'default' });

let own: OwnConsole;
test.beforeAll(async () => {
  own = await startOwnConsole();
});
test.afterAll(() => own.server.stop());

const openStreams = () => own.metric('access_console_open_streams');
const listOf = (page: Page) => new ListPage(page, `${own.origin}/operators`);

/** Makes a tab believe that it is visible or hidden. */
const see = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('a hidden leading tab keeps leading, and its own page is up to date when it becomes visible', async ({
  page,
  context,
  db,
  callerAs,
  signInAs,
}) => {
  const { tag, reader, removeFirst, removeSecond } = await makeLiveScene(db, callerAs);
  await signInAs(reader);
  const streams = streamsOf(context);
  const other = await context.newPage();
  await listOf(page).open({ search: tag });
  await expect.poll(() => streams).toEqual([page]);
  await listOf(other).open({ search: tag });
  await expect(listOf(other).rows).toHaveCount(2);
  await see(page, 'hidden');
  await removeFirst();
  await expect(listOf(other).rows).toHaveCount(1);
  await see(page, 'visible');
  await expect(listOf(page).rows).toHaveCount(1);
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
  context,
  db,
  callerAs,
  signInAs,
}) => {
  const { tag, reader, removeFirst } = await makeLiveScene(db, callerAs);
  await signInAs(reader);
  const streams = streamsOf(context);
  const other = await context.newPage();
  await listOf(page).open({ search: tag });
  await expect.poll(() => streams).toEqual([page]);
  await listOf(other).open({ search: tag });
  await expect(listOf(other).rows).toHaveCount(2);
  await page.goto('about:blank');
  await expect.poll(() => streams).toEqual([page, other]);
  await removeFirst();
  await expect(listOf(other).rows).toHaveCount(1);
  // When the tab comes back it no longer leads, and shows what it missed.
  await page.goBack();
  await expect(listOf(page).rows).toHaveCount(1);
  expect(streams).toEqual([page, other]);
  await expect.poll(openStreams).toBe(1);
});

test('without the Web Locks API the visible tab holds its own stream', async ({
  page,
  context,
  db,
  callerAs,
  signInAs,
}) => {
  const { tag, reader, removeFirst, removeSecond } = await makeLiveScene(db, callerAs);
  await signInAs(reader);
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  });
  await listOf(page).open({ search: tag });
  await expect.poll(openStreams).toBe(1);
  await removeFirst();
  await expect(listOf(page).rows).toHaveCount(1);
  await see(page, 'hidden');
  await expect.poll(openStreams).toBe(0);
  await removeSecond();
  await see(page, 'visible');
  await expect.poll(openStreams).toBe(1);
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a stream that goes silent is opened again, and missed changes arrive', async ({
  page,
  context,
  db,
  callerAs,
  signInAs,
}) => {
  const { tag, reader, removeFirst, removeSecond } = await makeLiveScene(db, callerAs);
  await signInAs(reader);
  const streams = streamsOf(context);
  await page.clock.install();
  await listOf(page).open({ search: tag });
  await expect.poll(openStreams).toBe(1);
  await removeFirst();
  await expect(listOf(page).rows).toHaveCount(1);
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
