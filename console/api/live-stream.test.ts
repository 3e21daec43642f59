import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNewestSeq } from '@/domain/live/changes';
import { readSession } from '@/domain/sessions/read';
import { writeSampleEntries } from '@/domain/testing/left-entries';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { readMetrics } from '@/server/metrics';
import { valueIn } from '@/server/testing/read-metrics';
import { answerLive } from './live-stream';

// Sessions are read from the database, but without a request of Next.js the cookie comes from here.
const { cookie } = vi.hoisted(() => ({ cookie: { secret: '' } }));
vi.mock('../session/session', () => ({ currentSession: () => readSession(cookie.secret, 'console') }));
setUpTestDatabase();

/** Maximum number of unread events of a stream, and of streams of one user. */
const [MAX_UNREAD, MAX_STREAMS] = [64, 20];

const openStreams = async () => valueIn((await readMetrics()).text, 'access_console_open_streams');

const bodies: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(async () => {
  for (const body of bodies.splice(0)) await body.cancel().catch(() => {});
  expect(await openStreams()).toBe(0);
});

const signIn = ({ id: userId }: { id: number }) => create.session(database(), { userId });
const newOperator = () => create.user(database(), { permissions: ['Operator'] });

/** Opens a stream. The test must read `body`. */
async function openStream({ secret }: { secret: string }, headers: Record<string, string> = {}) {
  cookie.secret = secret;
  const response = await answerLive(new Request('http://localhost/api/live', { headers }));
  const body = (response.body as ReadableStream<Uint8Array>).getReader();
  bodies.push(body);
  return { response, body };
}

/** Reads the stream until it ends. */
function readAll(body: ReadableStreamDefaultReader<Uint8Array>) {
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

describe('a client that does not read its stream', () => {
  it('is disconnected after too many unread events, and catches up when it reconnects', async () => {
    const [slow, other] = [await signIn(await newOperator()), await signIn(await newOperator())];
    const about = { omsId: (await create.oms(database())).id };
    const reading = readAll((await openStream(other)).body);
    const silent = await openStream(slow);
    const late = await openStream(slow);
    await vi.waitFor(() => expect(reading.text()).toContain('"isUp":true'), UNLESS_HUNG);
    const since = await readNewestSeq();

    let catchingUp: ReturnType<typeof readAll> | undefined;
    for (let nth = 1; nth <= MAX_UNREAD; nth += 1) {
      await writeSampleEntries(1, { about });
      await vi.waitFor(() => expect(reading.changes()).toHaveLength(nth), UNLESS_HUNG);
      if (nth === MAX_UNREAD / 2) {
        expect(await openStreams()).toBe(3);
        catchingUp = readAll(late.body);
      }
    }
    expect(await openStreams()).toBe(2);
    await expect(silent.body.read()).rejects.toThrow('The client does not read its stream.');
    await vi.waitFor(() => expect(catchingUp?.changes()).toHaveLength(MAX_UNREAD), UNLESS_HUNG);

    const again = readAll((await openStream(slow, { 'Last-Event-ID': String(since) })).body);
    await vi.waitFor(() => expect(again.changes()).toMatchObject([{ areas: [[]] }]), UNLESS_HUNG);
  });
});

describe('streams of one user', () => {
  it(`are limited to ${MAX_STREAMS} over all sessions, and a closed one makes room for another`, async () => {
    const user = await newOperator();
    const sessions = [await signIn(user), await signIn(user)] as const;
    const opened = [];
    for (let nth = 0; nth < MAX_STREAMS - 2; nth += 1)
      opened.push(await openStream(sessions[nth % 2 === 0 ? 0 : 1]));
    // Requests at the same time can't exceed the limit either.
    const simultaneous = await Promise.all(
      [...sessions, ...sessions, ...sessions].map((session) => openStream(session)),
    );
    expect(simultaneous.map(({ response }) => response.status).sort()).toEqual([
      200, 200, 429, 429, 429, 429,
    ]);
    expect(await openStreams()).toBe(MAX_STREAMS);
    expect((await openStream(await signIn(await newOperator()))).response.status).toBe(200);

    const { response, body } = await openStream(sessions[0]);
    const { ended, text } = readAll(body);
    await ended;
    expect(response.status).toBe(429);
    expect(response.headers.get('connection')).toBe('close');
    expect(response.headers.get('retry-after')).toBe('30');
    const detail = 'Too many calls. Try again in 30 seconds.';
    expect(JSON.parse(text())).toMatchObject({ result: false, errorcode: 101, detail });
    await opened[0]?.body.cancel();
    const statuses = [];
    for (const session of sessions) statuses.push((await openStream(session)).response.status);
    expect(statuses).toEqual([200, 429]);
  });
});

describe('a client that leaves while its session is read', () => {
  it('leaves no stream behind', async () => {
    cookie.secret = (await signIn(await newOperator())).secret;
    const leaving = new AbortController();
    const answering = answerLive(new Request('http://localhost/api/live', { signal: leaving.signal }));
    leaving.abort();
    const { body } = await answering;
    expect(body).not.toBeNull();
    // Nobody reads or cancels it.
    expect(await openStreams()).toBe(0);
  });
});
