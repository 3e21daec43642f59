import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { test as base, expect } from '../fixtures';
import { ListPage } from '../pages/list-page';
import { directCall } from './direct-calls';
import { type OwnConsole, startOwnConsole } from './own-console';
import { removeDirectly } from './remove-directly';
import { makeOperatorWorld, type OperatorWorld } from './worlds';

export { expect };

const operators = directCall('RemoveOperatorOMS');

/** Two assignments that another user can remove elsewhere, at the usual console. */
interface LiveScene extends Pick<OperatorWorld, 'tag' | 'oms' | 'ada'> {
  /** Only watches, and is signed in. */
  reader: User;
  removeFirst: () => Promise<void>;
  removeSecond: () => Promise<void>;
}

interface LiveFixtures {
  scene: LiveScene;
  /** The list of operators in a tab, at the console of these tests. */
  listIn: (tab: Page) => ListPage;
  /** How many streams that console has open. */
  openStreams: () => Promise<number>;
  /** The tabs that have requested a stream, in that order. */
  streams: Page[];
  /** Another tab with the same list, whose changes come from the stream of `page`. */
  other: Page;
}

/** A test with a console that nothing else uses, so that its streams are the test's alone. */
export const test = base.extend<LiveFixtures, { own: OwnConsole }>({
  own: [
    // Playwright reads the names of the first parameter, so it must be a pattern.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const own = await startOwnConsole();
      await use(own);
      await own.server.stop();
    },
    { scope: 'worker' },
  ],

  scene: async ({ db, own: _, callerAs, signInAs }, use) => {
    const { tag, actor, oms, ada, ben } = await makeOperatorWorld(db);
    const caller = await callerAs(actor);
    const remove = (operator: { id: number }) =>
      removeDirectly(caller, operators, { OperatorId: operator.id, OMSId: oms.id });
    const reader = await create.user(db, { permissions: ['Operator'] });
    await signInAs(reader);
    await use({ tag, oms, ada, reader, removeFirst: () => remove(ada), removeSecond: () => remove(ben) });
  },

  listIn: ({ own }, use) => use((tab) => new ListPage(tab, `${own.origin}/operators`)),

  openStreams: ({ own }, use) => use(() => own.metric('access_console_open_streams')),

  streams: async ({ context }, use) => {
    const asking: Page[] = [];
    context.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/live') asking.push(request.frame().page());
    });
    await use(asking);
  },

  other: async ({ page, context, scene, listIn, streams }, use) => {
    const other = await context.newPage();
    await listIn(page).open({ search: scene.tag });
    await expect.poll(() => streams).toEqual([page]);
    await listIn(other).open({ search: scene.tag });
    await expect(listIn(other).rows).toHaveCount(2);
    await use(other);
  },
});
