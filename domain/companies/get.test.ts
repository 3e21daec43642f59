import { expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { setUpTestDatabase } from '../testing/test-database';
import { getCompany } from './get';

setUpTestDatabase();

it('GetCompany does not reveal to a CoAdmin whether other members can sign in', async () => {
  const coAdmin = await newActor();
  const { id: userId } = await create.user(database(), { emailVerified: false });
  const { id: companyId } = await create.company(database(), {
    roles: [
      { userId: coAdmin.userId, role: 'CoAdmin' },
      { userId, role: 'CoAgent' },
    ],
  });
  const membersFor = async (actorId: number) => {
    const { members } = await getCompany.run(await signInAs(actorId), { companyId }, contextOf());
    return members.map(({ canSignIn }) => canSignIn);
  };
  expect(await membersFor(coAdmin.userId)).toEqual([true, null]);
  const overseer = await newActor({ permissions: ['PlatformAdmin'] });
  expect(await membersFor(overseer.userId)).toEqual([true, false]);
});
