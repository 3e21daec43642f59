import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { followStream } from './follow-stream';
import type { StreamNews } from './open-stream';

const SILENCE_MS = 40_000;
const KEY = 'access-console.live ada';

/**
 * Replaces the browser's EventSource, which Node lacks, with a stream that carries only what the test sends.
 */
class SilentSource extends EventTarget {
  static readonly CLOSED = 2;
  readonly readyState = 1;
  isOpen = true;

  constructor(readonly url: string) {
    super();
    sources.push(this);
  }

  say(name: string, data: object, lastEventId = ''): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }));
  }

  close(): void {
    this.isOpen = false;
  }
}

/** One lock, which only the first request gets. */
const locksOf = (isTaken: boolean) => ({
  request: async (_: string, { signal }: { signal: AbortSignal }, lead: () => Promise<void>) => {
    if (!isTaken) return lead();
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  },
});

let sources: SilentSource[] = [];
let news: StreamNews[] = [];
let stop = () => {};

beforeEach(() => {
  [sources, news] = [[], []];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('EventSource', SilentSource);
});
afterEach(() => {
  stop();
  expect(sources.filter(({ isOpen }) => isOpen)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const follow = (locks: object | undefined) => {
  vi.stubGlobal('navigator', { locks });
  stop = followStream('ada', '5', (one) => news.push(one));
};
const asked = () => sources.map(({ url, isOpen }) => `${url}${isOpen ? '' : ' closed'}`);

describe('a tab that leads', () => {
  it('closes a stream that has been silent for 40 seconds, and asks for another from where it was', () => {
    follow(locksOf(false));
    expect(asked()).toEqual(['/api/live?since=5']);
    sources[0]?.say('state', { isUp: true });
    sources[0]?.say('changed', { areas: [['list', 'audit']], ownAreas: [], hasNewRights: false }, '7');
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect(asked()).toEqual(['/api/live?since=5']);
    vi.advanceTimersByTime(1);
    expect(asked()).toEqual(['/api/live?since=5 closed', '/api/live?since=7']);
    expect(news.at(-1)).toEqual({ kind: 'state', isUp: false, newest: '7' });
    sources[1]?.say('state', { isUp: true });
    expect(news.at(-1)).toEqual({ kind: 'state', isUp: true, newest: '7' });
  });

  it('asks again and again where no stream ever gives a sign', () => {
    follow(locksOf(false));
    vi.advanceTimersByTime(3 * SILENCE_MS);
    const closed = '/api/live?since=5 closed';
    expect(asked()).toEqual([closed, closed, closed, '/api/live?since=5']);
    expect(news).toEqual([]);
  });

  it('keeps one that gives its sign of life', () => {
    follow(locksOf(false));
    for (let nth = 0; nth < 20; nth += 1) {
      sources[0]?.say('state', { isUp: true });
      vi.advanceTimersByTime(15_000);
    }
    expect(asked()).toEqual(['/api/live?since=5']);
  });
});

it('a tab that is led takes silence for a stream that is down, and asks for none', async () => {
  follow(locksOf(true));
  const leader = new BroadcastChannel(KEY);
  leader.postMessage({ kind: 'state', isUp: true, newest: '5' });
  await vi.waitUntil(() => news.length > 0, UNLESS_HUNG);
  vi.advanceTimersByTime(SILENCE_MS);
  expect(news).toEqual([
    { kind: 'state', isUp: true, newest: '5' },
    { kind: 'state', isUp: false, newest: '5' },
  ]);
  expect(asked()).toEqual([]);
  leader.close();
});

describe('without locks', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const see = (visibilityState: string) => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  beforeEach(() => {
    vi.stubGlobal('document', page);
    page.visibilityState = 'visible';
  });

  it('a tab that is seen asks for another stream after a silence', () => {
    follow(undefined);
    sources[0]?.say('state', { isUp: true });
    vi.advanceTimersByTime(SILENCE_MS);
    expect(asked()).toEqual(['/api/live?since=5 closed', '/api/live?since=5']);
  });

  it('a tab that is hidden asks for none, until it is seen again: from where it was', () => {
    follow(undefined);
    sources[0]?.say('state', { isUp: true });
    sources[0]?.say('changed', { areas: [['overview']], ownAreas: [], hasNewRights: false }, '8');
    see('hidden');
    vi.advanceTimersByTime(3 * SILENCE_MS);
    expect(asked()).toEqual(['/api/live?since=5 closed']);
    expect(news.at(-1)).toMatchObject({ kind: 'state', isUp: false });
    see('visible');
    expect(asked()).toEqual(['/api/live?since=5 closed', '/api/live?since=8']);
  });

  it('a tab that was opened unseen asks for its first when it is seen', () => {
    page.visibilityState = 'hidden';
    follow(undefined);
    expect(asked()).toEqual([]);
    see('visible');
    see('visible');
    expect(asked()).toEqual(['/api/live?since=5']);
  });
});
