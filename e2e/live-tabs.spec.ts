import { create } from '@/prisma/factories';
import { deferred, holdBack } from './support/hold-back';
import { openLiveStream } from './support/live-stream';
import { expect, test } from './support/live-test';
import { announcementIn } from './support/watching';

test.describe.configure({ mode: 'default' });

test('two tabs share one stream, and the remaining one takes it over', async ({
  page,
  other,
  streams,
  listIn,
  openStreams,
  scene: { removeFirst, removeSecond },
}) => {
  await expect.poll(openStreams).toBe(1);

  await removeFirst();
  for (const tab of [page, other]) {
    await expect(listIn(tab).rows).toHaveCount(1);
    await expect(announcementIn(tab)).toHaveCount(1);
  }
  expect(streams).toEqual([page]);

  await page.close();
  await expect.poll(() => streams).toEqual([page, other]);
  await expect.poll(openStreams).toBe(1);
  await removeSecond();
  await expect(other.getByRole('table')).toHaveCount(0);

  await other.close();
  await expect.poll(openStreams).toBe(0);
});

test('a removal during the handover of the stream between tabs is not missed', async ({
  page,
  other,
  streams,
  listIn,
  scene: { removeFirst },
}) => {
  const letThrough = await holdBack(other, { url: '**/api/live?*' });
  await page.close();
  await expect.poll(() => streams).toEqual([page, other]);
  await removeFirst();
  letThrough();
  await expect(listIn(other).rows).toHaveCount(1);
});

test('signing out closes the stream in every tab', async ({
  page,
  context,
  listIn,
  openStreams,
  scene: { reader },
}) => {
  await listIn(page).open();
  const other = await context.newPage();
  await listIn(other).open();
  await expect.poll(openStreams).toBe(1);
  await page.getByRole('button', { name: reader.userName }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect.poll(openStreams).toBe(0);
});

test('leaving the console and going back leaves no extra stream open', async ({
  page,
  listIn,
  openStreams,
  scene: { tag },
}) => {
  await listIn(page).open({ search: tag });
  await expect.poll(openStreams).toBe(1);
  await page.goto('about:blank');
  await expect.poll(openStreams).toBe(0);
  await page.goBack();
  await expect(listIn(page).rows).toHaveCount(2);
  await expect.poll(openStreams).toBe(1);
  for (const name of ['Account links', 'Audit log', 'Operators'])
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();
  await expect(listIn(page).heading).toHaveText('Operators');
  expect(await openStreams()).toBe(1);
  await page.close();
  await expect.poll(openStreams).toBe(0);
});

test('without a stream the page refreshes by itself, and says so', async ({
  page,
  context,
  listIn,
  openStreams,
  scene: { tag, removeFirst },
}) => {
  await context.route('**/api/live?*', (route) => route.abort());
  await page.clock.install();
  await listIn(page).open({ search: tag });
  await removeFirst();
  // In small steps, because the page's requests take real time.
  const moveOn = async () => {
    await page.clock.runFor(1_000);
    return listIn(page).rows.count();
  };
  await expect.poll(moveOn, { intervals: [100] }).toBe(1);
  await expect(announcementIn(page)).toHaveCount(1);
  expect(await openStreams()).toBe(0);
});

for (const wasOpen of [false, true]) {
  const kind = wasOpen ? 'that was open before' : 'that was not open yet';
  test(`a change while the next page is loading, one ${kind}, is not missed`, async ({
    page,
    own,
    listIn,
    openStreams,
    scene: { ada, oms, removeFirst },
  }) => {
    const list = listIn(page);
    const person = page.getByRole('link', { name: ada.userName });
    if (wasOpen) {
      await list.open({ oms: String(oms.id) });
      await person.click();
    } else {
      await page.goto(`${own.origin}/people/${ada.id}`);
    }
    await expect(list.heading).toHaveText(ada.userName);
    await expect.poll(openStreams).toBe(1);
    const removed = deferred();
    let isRead = false;
    await page.route(/\/operators\?/, async (route) => {
      const response = await route.fetch();
      isRead = true;
      await removed.promise;
      await route.fulfill({ response });
    });
    await page.getByRole('main').getByRole('link', { name: oms.name }).first().click();
    await expect.poll(() => isRead).toBe(true);
    await removeFirst();
    // The change was reported before the next page arrived, but that page was made before the change.
    const access = page.getByRole('region', { name: 'Access' });
    await expect(access.getByText('OMS', { exact: true })).toHaveCount(0);
    removed.resolve();
    await expect(list.heading).toHaveText(oms.name);
    await expect(list.rows).toHaveCount(1);
  });
}

test('the starting point of one user’s stream does not affect other streams', async ({
  db,
  own,
  openStreams,
  scene: { reader, removeFirst },
}) => {
  await expect.poll(openStreams).toBe(0);
  const since = '999999999999999999';
  const streams = [
    await openLiveStream(db, await create.user(db, { permissions: ['Operator'] }), {
      origin: own.origin,
      since,
    }),
    await openLiveStream(db, reader, { origin: own.origin }),
  ];
  await expect.poll(() => streams[1]?.events.at(-1)?.data.isUp).toBe(true);
  await removeFirst();
  await expect.poll(() => streams[1]?.changes().length).toBeGreaterThan(0);
  for (const stream of streams) stream.close();
});
