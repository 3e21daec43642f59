import { beforeAll, expect, it } from 'vitest';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { statementsDuring } from '../testing/query-plans';
import { makeRemovalScene } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const tripsOf = async (work: () => Promise<unknown>) => (await statementsDuring(work)).length;

// A process looks once whether its key signed the newest entry.
beforeAll(async () => {
  const [actor, { requests }] = [await newActor({ permissions: ['SUPERUSER'] }), await makeRemovalScene()];
  await removals.RemoveUserRole.run(actor, requests.RemoveUserRole, contextOf());
});

// Each trip is a wait, the last of them while the head of the audit chain is locked.
it.each(Object.entries(removals))('%s takes one trip to show and seven to do', async (call, removal) => {
  const [actor, { requests }] = [await newActor({ permissions: ['SUPERUSER'] }), await makeRemovalScene()];
  const request = requests[call as keyof typeof requests];
  expect(await tripsOf(() => removal.preview.run(actor, request, contextOf()))).toBe(1);
  expect(await tripsOf(() => removal.run(actor, request, contextOf()))).toBe(7);
});
