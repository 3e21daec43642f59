import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { removals } from '@/domain/removals';
import { type Call, makeRemovalScene } from '@/domain/testing/scene';
import { changesSince, readEntries, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';
import { type Frame, openRaw, post } from '../testing/raw';

const gateway = setUpGateway();

const CALLS = Object.keys(removals) as Call[];
const ANOTHER = 'This request id was used for another request. Use a new one.';
const AT_ONCE = 50;

let actor: User;
let sessionId: string;
let requestId: string;

beforeEach(async () => {
  actor = await makePerson({ permissions: ['Operator', 'PlatformAdmin'] });
  sessionId = (await create.session(database(), { userId: actor.id, door: 'gateway' })).secret;
  requestId = randomUUID();
});

interface Sent {
  call: string;
  payload: object;
  id: string;
}

/** Ways to send requests with ids of one's own. Each returns the replies or error texts. */
const WAYS = {
  async HTTP(sent: Sent[]): Promise<unknown[]> {
    const answers = sent.map(({ call, payload, id }) =>
      post(gateway.origin, call, payload, { Authorization: `Bearer ${sessionId}`, 'Idempotency-Key': id }),
    );
    return (await Promise.all(answers)).map(({ content }) =>
      content.errorcode ? `${content.errormsg}: ${content.detail}` : content,
    );
  },
  'HTTP, quoted': (sent: Sent[]) => WAYS.HTTP(sent.map(({ id, ...rest }) => ({ ...rest, id: `"${id}"` }))),
  async APAD(sent: Sent[]): Promise<unknown[]> {
    const { socket, send, next } = await openRaw(gateway.origin, '/APAD/');
    for (const { call: FunctionName, payload, id: RequestUniqueId } of sent) {
      const Parameter = JSON.stringify({ ...payload, sessionId });
      send({ MessageType: 'RPCCall', FunctionName, Parameter, RequestUniqueId });
    }
    const frames: Frame[] = [];
    while (frames.length < sent.length) frames.push(await next());
    socket.close();
    return frames.map(({ Parameter }) => {
      const { success, payload, Err } = Parameter as Frame;
      return success ? payload : Err;
    });
  },
};
type Way = keyof typeof WAYS;

const sendOne = async (way: Way, call: string, payload: object, id = requestId) =>
  (await WAYS[way]([{ call, payload, id }]))[0];
const entriesOfActor = async () => (await readEntries()).filter(({ actorId }) => actorId === actor.id);

describe.each(Object.keys(WAYS) as Way[])('a request id over %s', (way) => {
  it.each(CALLS)(
    `sent ${AT_ONCE} times at once with %s performs one removal, and all get the same answer`,
    async (call) => {
      const { requests } = await makeRemovalScene();
      const before = await readState();
      const sent = Array(AT_ONCE).fill({ call, payload: requests[call], id: requestId });
      const answers = await WAYS[way](sent);
      const done = { result: true, errormsg: null, errorcode: 0, detail: null };
      expect(answers[0]).toEqual(
        call === 'RemoveUserRole' ? expect.objectContaining({ CompanyId: expect.any(Number) }) : done,
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await entriesOfActor()).toMatchObject([{ call, outcome: 'done', requestId }]);
      const links = ['operator_omses', 'user_accounts', 'company_roles'];
      const { removed } = await changesSince(before);
      expect(removed.filter((row) => links.includes((row as { table: string }).table))).toHaveLength(1);
    },
  );

  it('is refused with 101 for another request', async () => {
    const { requests } = await makeRemovalScene();
    await sendOne(way, 'RemoveOperatorOMS', requests.RemoveOperatorOMS);
    for (const call of CALLS.filter((other) => other !== 'RemoveOperatorOMS')) {
      expect(await sendOne(way, call, requests[call])).toBe(`Operation Failed: ${ANOTHER}`);
    }
  });

  it('gets the first reply again after the right is revoked, while a new id is refused', async () => {
    const { requests } = await makeRemovalScene();
    const first = await sendOne(way, 'RemoveUserRole', requests.RemoveUserRole);
    await database().userPermission.deleteMany({ where: { userId: actor.id } });
    expect(await sendOne(way, 'RemoveUserRole', requests.RemoveUserRole)).toEqual(first);
    expect(await sendOne(way, 'RemoveUserRole', requests.RemoveUserRole, randomUUID())).toMatch(
      /^Not Author/,
    );
    await database().session.updateMany({ where: { userId: actor.id }, data: { endedAt: new Date() } });
    expect(await sendOne(way, 'RemoveUserRole', requests.RemoveUserRole)).toMatch(/^Not Authorized/);
  });

  it.each(['x'.repeat(129), 'a b', 'naïve', '{}', '""'])(
    'that is %s is refused with 100, and nothing is done',
    async (id) => {
      const { requests } = await makeRemovalScene();
      const before = await readState();
      const answer = await sendOne(way, 'RemoveOperatorOMS', requests.RemoveOperatorOMS, id);
      expect(answer).toMatch(/^Invalid Response: (Idempotency-Key|RequestUniqueId) must be 1 to 128 letters/);
      expect(await changesSince(before)).toEqual({ removed: [], added: [] });
      expect(await entriesOfActor()).toEqual([]);
    },
  );

  it('gets the same reply over the other protocols', async () => {
    const { requests } = await makeRemovalScene();
    const first = await sendOne(way, 'RemoveUserRole', requests.RemoveUserRole);
    for (const other of Object.keys(WAYS) as Way[]) {
      expect(await sendOne(other, 'RemoveUserRole', requests.RemoveUserRole)).toEqual(first);
    }
    expect(await entriesOfActor()).toHaveLength(1);
  });
});

describe('a call without a request id', () => {
  it.each(['apex', 'http'] as const)('gets a new id each time over %s', async (protocol) => {
    const { requests } = await makeRemovalScene();
    const client = await openSignedIn(protocol, gateway.origin, actor.userName);
    expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 0 });
    expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 104 });
    const ids = (await entriesOfActor()).map((entry) => entry.requestId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/);
    client.close();
  });
});
