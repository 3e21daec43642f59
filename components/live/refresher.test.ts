import { QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueryPrefix } from '@/domain/live/types';
import { createRefresher } from './refresher';

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
/** How many changes each query has shown, at each time that it was asked. */
let asked: { overview: number[]; list: number[] };
let changes: number;
let refresher: ReturnType<typeof createRefresher>;
let stops: (() => void)[];
const [onChanged, onRights] = [vi.fn(), vi.fn()];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { activeElement: null, body: {} });
  [asked, changes] = [{ overview: [], list: [] }, 0];
  refresher = createRefresher(client, { onChanged, onRights });
  const watch = (name: keyof typeof asked, queryKey: QueryKey) => {
    const queryFn = async () => {
      asked[name].push(changes);
      return changes;
    };
    return new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {});
  };
  stops = [watch('overview', ['data', 'overview']), watch('list', ['data', 'list', 'operators', {}])];
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual({ overview: [0], list: [0] });
});
afterEach(() => {
  for (const stop of stops) stop();
  refresher.end();
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const change = (areas: QueryPrefix[] = [['list', 'operators'], ['overview']], more = {}) => {
  changes += 1;
  refresher.refresh({ areas, ownAreas: [], hasNewRights: false, ...more });
};

describe('an open overview', () => {
  it('asks again at once for the first change, then every 10 seconds while changes arrive, and last for the last one', async () => {
    for (let nth = 0; nth < 250; nth += 1) {
      change();
      await vi.advanceTimersByTimeAsync(100);
    }
    // At 0, 10 and 20 seconds: what had arrived by then.
    expect(asked.overview).toEqual([0, 1, 100, 200]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked.overview).toEqual([0, 1, 100, 200, 250]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.overview).toHaveLength(5);
    change();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.overview.at(-1)).toBe(251);
  });

  it('asks no more often when everything may have changed, or when its own person made the changes', async () => {
    for (let nth = 0; nth < 30; nth += 1) {
      change(nth % 2 === 0 ? [[]] : [], { ownAreas: nth % 2 === 0 ? [] : [['overview']] });
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked.overview).toHaveLength(2);
    expect(asked.list.length).toBeGreaterThan(10);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.overview).toEqual([0, 1, 30]);
  });
});

it('a list beside it asks again twice a second, and new rights are told at once', async () => {
  for (let nth = 0; nth < 20; nth += 1) {
    change();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked.list).toEqual([0, 1, 5, 10, 15, 20]);
  change([], { hasNewRights: true });
  await vi.advanceTimersByTimeAsync(500);
  expect(onRights).toHaveBeenCalledTimes(1);
  expect(onChanged).toHaveBeenCalled();
});
