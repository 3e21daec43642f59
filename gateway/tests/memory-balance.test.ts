import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import type WebSocket from 'ws';
import { verifyChain } from '@/domain/audit-entries/verify';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { openSocket } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();

const BALANCES =
  '"OnExchangeBalancesByAssetName":[{"A":9007199254740993},{"B":12345678901234567890.123456789012345678},' +
  '{"C":0.000000000000000001},{"D":null},{"E":1200.5}]';

let sessionId: string;
let companyName: string;
let members: string[];

beforeAll(async () => {
  const db = database();
  const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
  const { content } = await post(gateway.origin, 'AuthenticateUser', {
    UserName: userName,
    Password: PASSWORD,
  });
  sessionId = String(content.sessionId);
  const users = [await create.user(db), await create.user(db), await create.user(db)];
  members = users.map((user) => user.userName);
  const company = await create.company(db, {
    roles: users.map(({ id: userId }) => ({ userId, role: 'CoAgent' })),
    assets: [
      { name: 'A', onExchangeBalance: '9007199254740993' },
      { name: 'B', onExchangeBalance: '12345678901234567890.123456789012345678' },
      { name: 'C', onExchangeBalance: '0.000000000000000001' },
      { name: 'D', onExchangeBalance: 0 },
      { name: 'E', onExchangeBalance: '1200.5' },
    ],
  });
  companyName = company.name;
  await db.$executeRaw`UPDATE company_assets SET on_exchange_balance = 'NaN' WHERE name = 'D'`;
});

/** Make a call and return the reply as text, byte for byte. */
const protocols = {
  async http(call: string, payload: object, requestId: string) {
    const response = await fetch(`${gateway.origin}/AP/${call}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${sessionId}`, 'Idempotency-Key': requestId },
      body: JSON.stringify(payload),
    });
    return response.text();
  },
  async apex(call: string, payload: object) {
    const socket = await openSocket(gateway.origin, '/WSGateway/');
    const ask = async (n: string, o: object): Promise<string> => {
      socket.send(JSON.stringify({ m: 0, i: 2, n, o: JSON.stringify(o) }));
      return JSON.parse(await nextMessage(socket)).o;
    };
    const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
    await ask('AuthenticateUser', { UserName: userName, Password: PASSWORD });
    const text = await ask(call, payload);
    socket.close();
    return text;
  },
  async apad(call: string, payload: object, requestId: string) {
    const socket = await openSocket(gateway.origin, '/APAD/');
    const Parameter = JSON.stringify({ sessionId, ...payload });
    socket.send(
      JSON.stringify({ MessageType: 'RPCCall', FunctionName: call, Parameter, RequestUniqueId: requestId }),
    );
    const text: string = JSON.parse(JSON.parse(await nextMessage(socket)).Parameter).payload;
    socket.close();
    return text;
  },
};

async function nextMessage(socket: WebSocket): Promise<string> {
  const [data] = await once(socket, 'message');
  return String(data);
}

describe.each(Object.keys(protocols) as (keyof typeof protocols)[])('over %s', (protocol) => {
  it('GetCompanies writes balances as numbers with all their digits', async () => {
    expect(await protocols[protocol]('GetCompanies', {}, randomUUID())).toContain(BALANCES);
  });

  it('RemoveUserRole does too, and a repeated request id gets the same reply byte for byte', async () => {
    const requestId = randomUUID();
    const request = { companyName, roleName: 'CoAgent', userName: members.pop() };
    const reply = await protocols[protocol]('RemoveUserRole', request, requestId);
    expect(reply).toContain(BALANCES);
    if (protocol !== 'apex')
      expect(await protocols[protocol]('RemoveUserRole', request, requestId)).toBe(reply);
    const [entry] = await database().$queryRaw<{ reply: string }[]>`
      SELECT reply::text FROM audit_entries WHERE outcome = 'done' ORDER BY seq DESC LIMIT 1`;
    expect(entry?.reply).toBe(reply);
    expect((await verifyChain()).problem).toBeNull();
  });
});
