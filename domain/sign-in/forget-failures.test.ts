import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { failSignIns } from '../testing/failed-sign-ins';
import { setUpTestDatabase } from '../testing/test-database';
import { admitSignIn } from './admit';
import { forgetFailures } from './forget-failures';

setUpTestDatabase();

describe('forgetFailures', () => {
  it('ends the wait of a locked user, and returns how many failures it forgot', async () => {
    const { id: userId, userName } = await create.user(database());
    const tried = { userName, userId, address: null, device: null };
    await failSignIns(userName, { count: 12, address: null });
    await failSignIns('another name', { count: 1 });
    expect(await admitSignIn(tried)).toBe(false);
    expect(await forgetFailures(database(), userName)).toBe(12);
    expect(await admitSignIn(tried)).toBe(true);
    expect(await database().signInFailure.count({ where: { userName: 'another name' } })).toBe(1);
  });

  it('names a user who does not exist', async () => {
    await expect(forgetFailures(database(), 'nobody')).rejects.toThrow('There is no user named "nobody"');
  });
});
