import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StreamNews } from './open-stream';
import { createStreamWatchdog } from './stream-watchdog';

const SILENCE_MS = 40_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const state = (newest: string, isUp = true): StreamNews => ({ kind: 'state', isUp, newest });
const changed = (newest: string): StreamNews => ({
  kind: 'changed',
  areas: [['person', 12]],
  ownAreas: [],
  hasNewRights: false,
  newest,
});
const everything = (newest: string) => ({
  kind: 'changed',
  areas: [[]],
  ownAreas: [],
  hasNewRights: true,
  newest,
});

/** A watchdog of a page that includes entry 5, and the calls that it makes. */
function listen() {
  const [news, onSilence] = [vi.fn<(news: StreamNews) => void>(), vi.fn()];
  const watchdog = createStreamWatchdog('5', news, onSilence);
  return { watchdog, onSilence, told: () => news.mock.calls.map(([one]) => one) };
}

it('says that nothing comes any more 40 seconds after the last sign of life, and again every 40 seconds', () => {
  const { watchdog, onSilence, told } = listen();
  for (const news of [state('5'), changed('6'), state('6')]) {
    watchdog.onMessage(news);
    vi.advanceTimersByTime(SILENCE_MS - 1);
  }
  expect(onSilence).not.toHaveBeenCalled();
  expect(watchdog.isUp()).toBe(true);
  vi.advanceTimersByTime(1);
  expect(onSilence).toHaveBeenCalledTimes(1);
  expect(watchdog.isUp()).toBe(false);
  expect(told()).toEqual([state('5'), changed('6'), state('6'), state('6', false)]);
  vi.advanceTimersByTime(10 * SILENCE_MS);
  expect(onSilence).toHaveBeenCalledTimes(11);
  expect(told()).toHaveLength(4);
  watchdog.end();
});

it('says that nothing comes where nothing ever did', () => {
  const { watchdog, onSilence, told } = listen();
  vi.advanceTimersByTime(SILENCE_MS - 1);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSilence).toHaveBeenCalledTimes(1);
  expect(told()).toEqual([]);
  watchdog.end();
});

it('hears again after a silence, and of the next one, too', () => {
  const { watchdog, onSilence } = listen();
  for (const nth of [1, 2]) {
    watchdog.onMessage(state('5'));
    expect(watchdog.isUp()).toBe(true);
    vi.advanceTimersByTime(SILENCE_MS);
    expect(onSilence).toHaveBeenCalledTimes(nth);
  }
  watchdog.end();
});

it('says nothing once it has ended', () => {
  const { watchdog, onSilence, told } = listen();
  watchdog.onMessage(state('5'));
  watchdog.end();
  vi.advanceTimersByTime(2 * SILENCE_MS);
  expect(onSilence).not.toHaveBeenCalled();
  expect(told()).toEqual([state('5')]);
});

it('takes what others have heard before it for everything, once', () => {
  const { watchdog, told } = listen();
  for (const news of [state('9'), state('9'), changed('10'), state('10')]) watchdog.onMessage(news);
  expect(told()).toEqual([everything('9'), state('9'), state('9'), changed('10'), state('10')]);
  expect(watchdog.newest()).toBe('10');
  watchdog.end();
});

it('knows numbers by their size, and goes back to none', () => {
  const { watchdog, told } = listen();
  for (const news of [changed('10'), state('9'), changed('9')]) watchdog.onMessage(news);
  expect(watchdog.newest()).toBe('10');
  expect(told()).toEqual([changed('10'), state('9'), changed('9')]);
  watchdog.end();
});
