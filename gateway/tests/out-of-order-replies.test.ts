import { describe, expect, it } from 'vitest';
import type { Tx } from '@/domain/call/transaction';
import { makeRemovalScene } from '@/domain/testing/scene';
import { holdOpen, untilWaiting } from '@/domain/testing/transactions';
import { PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn, PASSWORD } from '../testing/people';
import { openRaw } from '../testing/raw';

const gateway = setUpGateway();

const holdAccount = (accountId: number) =>
  holdOpen((tx: Tx) => tx.$queryRaw`SELECT FROM accounts WHERE id = ${accountId} FOR UPDATE`);

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it('a call that waits for a lock does not delay later calls, and succeeds afterwards', async () => {
    const { requests, account, operator, user } = await makeRemovalScene();
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn(protocol, gateway.origin, userName);
    const end = await holdAccount(account.id);
    const arrived: string[] = [];
    const call = async (name: string, payload = {}) => {
      const result = await client.call(name, payload);
      arrived.push(name);
      return result;
    };
    const waits = call('RemoveUserAccount', requests.RemoveUserAccount);
    await untilWaiting();
    expect(await call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 0 });
    expect(await call('GetOperatorOMSList', { OperatorId: operator.id })).toMatchObject({ reply: [] });
    expect(await call('Ping')).toMatchObject({ reply: { msg: 'PONG' } });
    expect(await call('GetUserAccounts', { userId: user.id })).toMatchObject({ reply: [account.id] });
    await end('roll back');
    expect(await waits).toMatchObject({ code: 0, reply: { result: true } });
    expect(arrived).toEqual([
      'RemoveOperatorOMS',
      'GetOperatorOMSList',
      'Ping',
      'GetUserAccounts',
      'RemoveUserAccount',
    ]);
    client.close();
  });
});

it('a user can read while their changes wait for the head of the audit chain', async () => {
  const scenes = [];
  for (let count = 0; count < 12; count++) scenes.push(await makeRemovalScene());
  const { userName } = await makePerson({ permissions: ['Operator'] });
  const client = await openSignedIn('http', gateway.origin, userName);
  const end = await holdOpen((tx: Tx) => tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`);
  const answered: string[] = [];
  const changes = scenes.map(async ({ requests }) => {
    const result = await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS);
    answered.push('change');
    return result;
  });
  expect(await client.call('GetOperators')).toMatchObject({ code: 0 });
  expect(answered).toEqual([]);
  await end('roll back');
  for (const { code } of await Promise.all(changes)) expect(code).toBe(0);
  client.close();
});

describe('one socket', () => {
  it.each([
    {
      path: '/WSGateway/' as const,
      write: (i: number, n: string, o: object) => ({ m: 0, i, n, o: JSON.stringify(o) }),
      refused: (detail: string) => ({ o: { errorcode: 101, errormsg: 'Operation Failed', detail } }),
      idOf: ({ i }: Record<string, unknown>) => i,
    },
    {
      path: '/APAD/' as const,
      write: (i: number, FunctionName: string, payload: object) => ({
        MessageType: 'RPCCall',
        FunctionName,
        Parameter: payload,
        RequestUniqueId: String(i),
      }),
      refused: (detail: string) => ({
        Parameter: { success: false, Err: `Operation Failed: ${detail}` },
      }),
      idOf: ({ RequestUniqueId }: Record<string, unknown>) => Number(RequestUniqueId),
    },
  ])(
    'on $path refuses more than 64 waiting calls, and answers calls again afterwards',
    async ({ path, write, refused, idOf }) => {
      const { userName: UserName } = await makePerson({ permissions: ['Operator'] });
      const { ask, send, next, socket } = await openRaw(gateway.origin, path);
      const frame = await ask(write(0, 'AuthenticateUser', { UserName, Password: PASSWORD }));
      const { payload = {} } = (frame.Parameter ?? {}) as { payload?: { sessionId?: string } };
      const session = { sessionId: payload.sessionId };

      const end = await holdOpen((tx) => tx.$executeRaw`LOCK TABLE operators IN ACCESS EXCLUSIVE MODE`);
      for (let i = 1; i <= 66; i += 1) send(write(i, i === 66 ? 'Ping' : 'GetOperators', session));
      const detail = 'At most 64 calls of one socket may wait for their reply. Wait for one.';
      const first = [await next(), await next()];
      expect(first.map(idOf)).toEqual([65, 66]);
      for (const answer of first) expect(answer).toMatchObject(refused(detail));
      await end('roll back');

      const answers = new Map<unknown, Record<string, unknown>>();
      while (answers.size < 64) {
        const answer = await next();
        answers.set(idOf(answer), answer);
      }
      expect([...answers.keys()].sort((a, b) => Number(a) - Number(b))).toEqual(
        Array.from({ length: 64 }, (_, index) => index + 1),
      );
      for (const answer of answers.values()) {
        expect(JSON.stringify(answer)).toContain(`"OperatorName":"${UserName}"`);
      }
      expect(idOf(await ask(write(67, 'Ping', session)))).toBe(67);
      socket.close();
    },
  );
});
