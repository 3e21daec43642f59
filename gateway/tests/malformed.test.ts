import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ERRORS } from '@/domain/call/errors';
import { checkChain } from '@/domain/testing/chain';
import { forgetAttempts } from '@/domain/testing/forget-attempts';
import { makeRemovalScene } from '@/domain/testing/scene';
import { changesSince, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { badCall, badFrame, mistyped, serialise } from '../testing/bad-frames';
import { setUpGateway } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { type Frame, openRaw, post, type RawSocket } from '../testing/raw';

const gateway = setUpGateway();

const BATCH = 20;
const BATCHES = 125;

let UserName: string;
let sessionId: string;

beforeAll(async () => {
  await makeRemovalScene();
  const user = await makePerson({ permissions: ['SUPERUSER'] });
  UserName = user.userName;
  sessionId = (await create.session(database(), { userId: user.id, door: 'gateway' })).secret;
});

/**
 * The code of a standard object, after a check that it is a documented error with its message and a detail.
 */
function codeOf(standard: Frame | undefined): number {
  const known = Object.values(ERRORS).find(({ errorcode }) => errorcode === standard?.errorcode);
  expect(known).toBeDefined();
  expect(standard).toEqual({ result: false, ...known, detail: expect.stringMatching(/\S/) });
  return Number(standard?.errorcode);
}
const standardOf = (text: unknown): Frame => {
  const [, errormsg, detail] = /^([A-Z]\w+(?: [A-Z]\w+)+): (.+)$/s.exec(String(text)) ?? [];
  const { errorcode } = Object.values(ERRORS).find((error) => error.errormsg === errormsg) ?? {};
  return { result: false, errormsg, errorcode, detail };
};

/** Sends batches of bad calls, and checks that every answer is documented and that nothing changes. */
async function expectHarmless<Bad>(
  bad: fc.Arbitrary<Bad>,
  answer: (batch: Bad[]) => Promise<number[]>,
): Promise<void> {
  const [state, { length }] = [await readState(), await checkChain()];
  const counts = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(bad, { minLength: BATCH, maxLength: BATCH }), async (batch) => {
      await forgetAttempts();
      for (const code of await answer(batch)) counts.set(code, (counts.get(code) ?? 0) + 1);
    }),
    { numRuns: BATCHES, endOnFailure: true },
  );
  for (const code of counts.keys()) expect([0, 20, 100, 101, 104, 106]).toContain(code);
  for (const code of [100, 104, 106]) expect(counts.get(code)).toBeGreaterThan(10);
  // A call updates the last use of its session.
  const { removed, added } = await changesSince(state);
  expect([...removed, ...added].filter((row) => (row as { table: string }).table !== 'sessions')).toEqual([]);
  // Only well-formed calls about missing things are recorded.
  const recorded = (counts.get(101) ?? 0) + (counts.get(104) ?? 0);
  expect(await checkChain()).toEqual({ length: length + recorded, problems: [] });
}

async function askAll({ send, next }: RawSocket, batch: (string | Buffer)[]): Promise<Frame[]> {
  for (const frame of batch) send(frame);
  const frames: Frame[] = [];
  while (frames.length < batch.length) frames.push(await next());
  return frames;
}

describe(`${BATCH * BATCHES} generated calls are answered as documented, and write nothing`, () => {
  it('over APEX, on one socket', async () => {
    const raw = await openRaw(gateway.origin, '/WSGateway/');
    const o = JSON.stringify({ UserName, Password: PASSWORD });
    expect(await raw.ask({ m: 0, i: 0, n: 'AuthenticateUser', o })).toMatchObject({ m: 1 });
    const frame = badFrame(
      ({ name, payload }) => ({ m: 0, i: 2, n: name, o: serialise(payload) }),
      ['m', 'i', 'n', 'o'],
    );
    await expectHarmless(frame, async (batch) =>
      (await askAll(raw, batch)).map((reply) => {
        expect(Object.keys(reply)).toEqual(['m', 'i', 'n', 'o']);
        return reply.m === 1 ? 0 : codeOf(reply.o as Frame);
      }),
    );
    raw.socket.close();
  });

  it('over APAD, on one socket', async () => {
    const raw = await openRaw(gateway.origin, '/APAD/');
    let sequence = 0;
    const frame = badFrame(
      ({ name: FunctionName, payload }) => {
        sequence += 1;
        const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
        const Parameter = serialise(isObject ? { ...payload, sessionId } : payload);
        return { MessageType: 'RPCCall', FunctionName, Parameter, RequestUniqueId: `call-${sequence}` };
      },
      ['MessageType', 'FunctionName', 'Parameter', 'RequestUniqueId'],
    );
    await expectHarmless(frame, async (batch) =>
      (await askAll(raw, batch)).map(({ MessageType, Parameter, RequestUniqueId }) => {
        expect([MessageType, typeof RequestUniqueId]).toEqual(['RCPReply', 'string']);
        const { success, Err } = Parameter as Frame;
        return success ? 0 : codeOf(standardOf(Err));
      }),
    );
    raw.socket.close();
  });

  it('over HTTP', async () => {
    const request = fc.record({
      call: badCall,
      body: fc.oneof(
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: mistyped(fc.constant('{"UserId":1999999999,"Permission":"x"}')) },
      ),
      authorization: fc.constantFrom(
        `Bearer ${sessionId}`,
        `Bearer ${sessionId}`,
        `Bearer ${sessionId}`,
        'Bearer',
        'Basic x',
        `Bearer ${'x'.repeat(4_000)}`,
        `Bearer ${sessionId} ${sessionId}`,
      ),
      key: fc.constantFrom('', '""', 'a b', '\u00ff', 'x'.repeat(129), null, null, null, null),
    });
    const statuses: Record<number, number[]> = { 0: [200], 20: [401, 403], 100: [400, 413], 101: [409] };
    await expectHarmless(request, (batch) => {
      const answers = batch.map(async ({ call: { name, payload }, body, authorization, key }) => {
        const headers = { authorization, ...(key !== null && { 'Idempotency-Key': key }) };
        // An address can't contain half a surrogate pair.
        const path = encodeURIComponent(String(Buffer.from(name)));
        const { status, content } = await post(gateway.origin, path, body ?? serialise(payload), headers);
        const code = status === 200 ? 0 : codeOf(content);
        expect(statuses[code] ?? [404]).toContain(status);
        return code;
      });
      return Promise.all(answers);
    });
  });
});
