import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { ServerFault } from '../call/errors';
import { removeOperatorOms } from '../operators/remove';
import { readSession } from '../sessions/read';
import { openDatabaseProxy } from '../testing/database-proxy';

process.env.DATABASE_TIME_LIMIT_MS = '3000';

describe('a removal during which the network stalls', () => {
  let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>;
  let direct: Client;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    direct = new Client({ connectionString: created.url });
    await direct.connect();
    proxy = await openDatabaseProxy(created.url);
    process.env.DATABASE_URL = proxy.url;
  });

  afterAll(async () => {
    await database().$disconnect();
    proxy.close();
    await direct.end();
    await drop();
  });

  it('is rolled back: the link stays, and a retry with the same request id removes it', async () => {
    const setUp = createDatabase(proxy.url, 1, MAX_STATEMENT_MS);
    const operator = await create.user(setUp, { permissions: ['Operator'] });
    const oms = await create.oms(setUp);
    await create.assignment(setUp, { operatorId: operator.id, omsId: oms.id });
    const { secret } = await create.session(setUp, { userId: operator.id });
    await setUp.$disconnect();
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

    const links = async () =>
      (await direct.query('SELECT 1 FROM operator_omses WHERE oms_id = $1', [oms.id])).rowCount;
    expect(await links()).toBe(1);
    await expect(removeOperatorOms.run(actor, request, context)).resolves.toMatchObject({ result: true });
    expect(await links()).toBe(0);
    const done = await direct.query("SELECT 1 FROM audit_entries WHERE outcome = 'done'");
    expect(done.rowCount).toBe(1);
  });
});
