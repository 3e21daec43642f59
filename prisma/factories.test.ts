import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from './client';
import { create } from './factories';

setUpTestDatabase();

describe('factories', () => {
  it('makes rows in parallel without collisions when no values are given', async () => {
    const oms = await create.oms(database());
    const make = async () => {
      const rows = [
        await create.user(database()),
        await create.account(database(), { omsId: oms.id }),
        await create.oms(database()),
        await create.company(database()),
      ];
      return rows.map(({ id }) => id);
    };
    expect(await Promise.all(Array.from({ length: 8 }, make))).toHaveLength(8);
  });

  it('makes an operator row for a user with the permission Operator, and for no other user', async () => {
    const plain = await create.user(database(), { permissions: ['PlatformAdmin'] });
    const operator = await create.user(database(), {
      permissions: ['Operator', 'SUPERUSER'],
      operatorName: 'Ada L.',
    });
    const include = { permissions: { orderBy: { permission: 'asc' } }, operator: true } as const;
    expect(await database().user.findUnique({ where: { id: plain.id }, include })).toMatchObject({
      permissions: [{ permission: 'PlatformAdmin' }],
      operator: null,
    });
    expect(await database().user.findUnique({ where: { id: operator.id }, include })).toMatchObject({
      permissions: [{ permission: 'Operator' }, { permission: 'SUPERUSER' }],
      operator: { name: 'Ada L.' },
    });
  });

  it('links an account, and makes it the default if isDefault is set', async () => {
    const { id: userId } = await create.user(database());
    const { id: omsId } = await create.oms(database());
    const [first, second] = [
      await create.account(database(), { omsId }),
      await create.account(database(), { omsId }),
    ];
    await create.link(database(), { userId, accountId: first.id, isDefault: true });
    await create.link(database(), { userId, accountId: second.id });
    expect(
      await database().user.findUnique({ where: { id: userId }, include: { accounts: true } }),
    ).toMatchObject({
      defaultAccountId: first.id,
      accounts: [{ accountId: first.id }, { accountId: second.id }],
    });
  });

  it('gives the roles and assets of a company ids in the order of the arguments', async () => {
    const [ann, ben] = [await create.user(database()), await create.user(database())];
    const roles = [
      { userId: ben.id, role: 'CoAgent' as const },
      { userId: ann.id, role: 'CoAdmin' as const },
    ];
    const { id } = await create.company(database(), {
      assets: [{ name: 'ZZZ', onExchangeBalance: 5 }, { name: 'AAA' }],
      roles,
    });
    const added = await create.role(database(), { companyId: id, userId: ben.id, role: 'CoAdmin' });
    const byId = { orderBy: { id: 'asc' } } as const;
    const company = await database().company.findUnique({
      where: { id },
      include: { roles: byId, assets: byId },
    });
    expect(company?.roles).toMatchObject([...roles, added]);
    expect(company?.assets.map(({ name, onExchangeBalance }) => `${name} ${onExchangeBalance}`)).toEqual([
      'ZZZ 5',
      'AAA 0',
    ]);
  });

  it('makes a live session and stores only the hash of its secret', async () => {
    const { id: userId } = await create.user(database());
    const { id, secret } = await create.session(database(), { userId, door: 'gateway' });
    const { expiresAt, ...session } = await database().session.findUniqueOrThrow({ where: { id } });
    expect(session).toMatchObject({ userId, door: 'gateway', endedAt: null });
    expect(session.secretHash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect((expiresAt.getTime() - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
  });
});
