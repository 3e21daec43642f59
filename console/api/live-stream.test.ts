import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNewestSeq } from '@/domain/live/changes';
import { readSession } from '@/domain/sessions/read';
import { writeSampleEntries } from '@/domain/testing/left-entries';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from '@/prisma/client';
import { makeOms, makeSession, makeUser } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { readMetrics } from '@/server/metrics';
import { valueIn } from '@/server/testing/read-metrics';
import { answerLive } from './live-stream';

// The session is read as ever; only there is no request of Next.js that would carry its cookie.
const { cookie } = vi.hoisted(() => ({ cookie: { secret: '' } }));
vi.mock('../session/session', () => ({ currentSession: () => readSession(cookie.secret, 'console') }));
setUpTestDatabase();

/** Events that a reader may leave unread, and streams of one user. */
const [MOST_UNREAD, MOST_STREAMS] = [64, 20];

const openStreams = async () => valueIn((await readMetrics()).text, 'access_console_open_streams');

const bodies: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(async () => {
  for (const body of bodies.splice(0)) await body.cancel().catch(() => {});
  expect(await openStreams()).toBe(0);
});

const signIn = ({ id: userId }: { id: number }) => makeSession(database(), { userId });
const newOperator = () => makeUser(database(), { permissions: ['Operator'] });

/** Asks for a stream. What comes is taken from `body` only. */
async function ask({ secret }: { secret: string }, headers: Record<string, string> = {}) {
  cookie.secret = secret;
  const response = await answerLive(new Request('http://localhost/api/live', { headers }));
  const body = (response.body as ReadableStream<Uint8Array>).getReader();
  bodies.push(body);
  return { response, body };
}

/** Takes all that comes, from now on. */
function readOn(body: ReadableStreamDefaultReader<Uint8Array>) {
  const decoder = new TextDecoder();
  let text = '';
  const ended = (async () => {
    for (let { value, done } = await body.read(); !done; { value, done } = await body.read()) {
      text += decoder.decode(value);
    }
  })();
  ended.catch(() => {});
  const changes = () =>
    [...text.matchAll(/^event: changed\ndata: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  return { changes, text: () => text, ended };
}

describe('a reader who takes nothing', () => {
  it('is let go once too much waits for him, while others go on, and hears what he missed when he asks again', async () => {
    const [reader, other] = [await signIn(await newOperator()), await signIn(await newOperator())];
    const about = { omsId: (await makeOms(database())).id };
    const reading = readOn((await ask(other)).body);
    const silent = await ask(reader);
    const late = await ask(reader);
    await vi.waitFor(() => expect(reading.text()).toContain('"isUp":true'), UNLESS_HUNG);
    const since = await readNewestSeq();

    let catchingUp: ReturnType<typeof readOn> | undefined;
    for (let nth = 1; nth <= MOST_UNREAD; nth += 1) {
      await writeSampleEntries(1, { about });
      await vi.waitFor(() => expect(reading.changes()).toHaveLength(nth), UNLESS_HUNG);
      if (nth === MOST_UNREAD / 2) {
        expect(await openStreams()).toBe(3);
        catchingUp = readOn(late.body);
      }
    }
    expect(await openStreams()).toBe(2);
    await expect(silent.body.read()).rejects.toThrow('The reader takes nothing more.');
    await vi.waitFor(() => expect(catchingUp?.changes()).toHaveLength(MOST_UNREAD), UNLESS_HUNG);

    const again = readOn((await ask(reader, { 'Last-Event-ID': String(since) })).body);
    await vi.waitFor(() => expect(again.changes()).toMatchObject([{ areas: [[]] }]), UNLESS_HUNG);
  });
});

describe('streams of one user', () => {
  it(`are ${MOST_STREAMS} at most, in all his sessions; one that he leaves makes room for one`, async () => {
    const user = await newOperator();
    const sessions = [await signIn(user), await signIn(user)] as const;
    const opened = [];
    for (let nth = 0; nth < MOST_STREAMS - 2; nth += 1)
      opened.push(await ask(sessions[nth % 2 === 0 ? 0 : 1]));
    // Asked for at once, none slips through either.
    const atOnce = await Promise.all([...sessions, ...sessions, ...sessions].map((session) => ask(session)));
    expect(atOnce.map(({ response }) => response.status).sort()).toEqual([200, 200, 429, 429, 429, 429]);
    expect(await openStreams()).toBe(MOST_STREAMS);
    expect((await ask(await signIn(await newOperator()))).response.status).toBe(200);

    const { response, body } = await ask(sessions[0]);
    const { ended, text } = readOn(body);
    await ended;
    expect(response.status).toBe(429);
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('retry-after')).toBe('30');
    const detail = 'Too many calls. Try again in 30 seconds.';
    expect(JSON.parse(text())).toMatchObject({ result: false, errorcode: 101, detail });
    await opened[0]?.body.cancel();
    const statuses = [];
    for (const session of sessions) statuses.push((await ask(session)).response.status);
    expect(statuses).toEqual([200, 429]);
  });
});
