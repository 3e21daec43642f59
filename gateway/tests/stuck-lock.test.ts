import { describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { holdOpen } from '@/domain/testing/transactions';
import { PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

process.env.DATABASE_TIME_LIMIT_MS = '2000';
const gateway = setUpGateway();

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it('a call that waits too long for a lock is answered with 102, and the next one succeeds', async () => {
    const { requests, account } = await makeRemovalScene();
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn(protocol, gateway.origin, userName);
    const end = await holdOpen(
      (tx) => tx.$queryRaw`SELECT FROM accounts WHERE id = ${account.id} FOR UPDATE`,
    );
    const { code, detail } = await client.call('RemoveUserAccount', requests.RemoveUserAccount);
    expect(code).toBe(102);
    expect(detail).toMatch(/^The database does not answer just now\. Correlation id [\da-f-]{36}\.$/);
    await end('roll back');
    expect(await client.call('RemoveUserAccount', requests.RemoveUserAccount)).toMatchObject({ code: 0 });
    client.close();
  });
});

it('a change that waits too long for the audit chain is answered that the audit log is busy', async () => {
  const { requests } = await makeRemovalScene();
  const { userName } = await makePerson({ permissions: ['Operator'] });
  const client = await openSignedIn('http', gateway.origin, userName);
  const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`);
  const { code, detail } = await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS);
  expect(code).toBe(102);
  expect(detail).toMatch(
    /^Another change keeps the audit log busy\. Nothing was done\. Try again in a moment\./,
  );
  await end('roll back');
  expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 0 });
  client.close();
});
