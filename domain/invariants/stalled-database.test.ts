import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create } from '@/prisma/factories';
import { ServerFault } from '../call/errors';
import { removeOperatorOms } from '../operators/remove';
import { readSession } from '../sessions/read';
import { createProxiedDatabase, type ProxiedDatabase } from '../testing/proxied-database';

process.env.DATABASE_TIME_LIMIT_MS = '3000';

describe('a removal during which the network stalls', () => {
  let database: ProxiedDatabase;

  beforeAll(async () => {
    database = await createProxiedDatabase();
  });

  afterAll(() => database?.drop());

  it('is rolled back: the link stays, and a retry with the same request id removes it', async () => {
    const { proxy, direct } = database;
    const operator = await create.user(direct, { permissions: ['Operator'] });
    const oms = await create.oms(direct);
    await create.assignment(direct, { operatorId: operator.id, omsId: oms.id });
    const { secret } = await create.session(direct, { userId: operator.id });
    const session = await readSession(secret, 'console');
    const actor = session?.actor ?? null;
    const request = { OperatorId: operator.id, OMSId: oms.id };
    const context = {
      door: 'console' as const,
      address: null,
      correlationId: crypto.randomUUID(),
      requestId: 'stalled-request-1',
    };

    proxy.stallAfter('DELETE FROM "public"."operator_omses"');
    const removal = removeOperatorOms.run(actor, request, context).catch((error: unknown) => error);
    // The client has given up the connection by then, together with the ROLLBACK that it sent.
    expect(await removal).toBeInstanceOf(ServerFault);
    proxy.resume();

    const links = () => direct.operatorOms.count({ where: { omsId: oms.id } });
    expect(await links()).toBe(1);
    await expect(removeOperatorOms.run(actor, request, context)).resolves.toMatchObject({ result: true });
    expect(await links()).toBe(0);
    expect(await direct.auditEntry.count({ where: { outcome: 'done' } })).toBe(1);
  });
});
