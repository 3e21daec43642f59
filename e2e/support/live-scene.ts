import type { APIRequestContext, BrowserContext, Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { type DirectCall, directCalls } from './direct-calls';
import { removeDirectly } from './remove-directly';
import { makeOperatorWorld } from './worlds';

const [operators] = directCalls as [DirectCall];

/** Two assignments that can be removed, a user who removes them elsewhere, and a user who watches. */
export async function makeLiveScene(
  db: PrismaClient,
  callerAs: (user: { id: number }) => Promise<APIRequestContext>,
) {
  const { tag, actor, oms, ada, ben } = await makeOperatorWorld(db);
  const caller = await callerAs(actor);
  const remove = (operator: { id: number }) =>
    removeDirectly(caller, operators, { OperatorId: operator.id, OMSId: oms.id });
  const reader = await create.user(db, { permissions: ['Operator'] });
  return { tag, ada, oms, reader, removeFirst: () => remove(ada), removeSecond: () => remove(ben) };
}

/** Collects the pages that open streams from now on, in that order. */
export function streamsOf(context: BrowserContext): Page[] {
  const asking: Page[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') asking.push(request.frame().page());
  });
  return asking;
}
