import type { QueryClient } from '@tanstack/react-query';
import type { LiveNews, QueryPrefix } from '@/domain/live/types';
import { refreshQueries, refreshStale, watchArrivals } from '../data/queries';
import { focusOrHeading } from '../ui/focus';

/** Shortest time between two refetches, however many changes arrive. */
const PAUSE_MS = 500;
/** Longest time that a page takes to arrive from the server. */
const ON_ITS_WAY_MS = 5_000;
const COMMIT_MS = 100;

interface Options {
  /** Called when data on the screen changed through another user's action. */
  onChanged: (count: number) => void;
  /** Called when the actor's own rights may have changed. */
  onRights: () => void;
}

/**
 * Refetches what is on the screen: at once if the last refetch was a while ago, otherwise at most twice a
 * second, with all changes that arrived in between.
 */
export function createRefresher(client: QueryClient, { onChanged, onRights }: Options) {
  let waiting: LiveNews | null = null;
  let recent: { area: QueryPrefix; at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  // A page that the server rendered before the change contains outdated data.
  const endWatch = watchArrivals(client, (area) => {
    recent = recent.filter(({ at }) => Date.now() - at < ON_ITS_WAY_MS);
    return recent.some((one) => one.area.every((part, index) => part === area[index]));
  });

  /** Announces a change, and moves the focus if it disappeared with its row. */
  async function announceUnlessSame(refresh: () => Promise<boolean>): Promise<void> {
    const focused = document.activeElement;
    if (!(await refresh())) return;
    count += 1;
    onChanged(count);
    // React removes the row shortly after its data.
    setTimeout(() => {
      const isLost = focused && !focused.isConnected && document.activeElement === document.body;
      if (isLost) focusOrHeading();
    }, COMMIT_MS);
  }

  async function run({ areas, ownAreas, hasNewRights }: LiveNews): Promise<void> {
    recent.push(...[...areas, ...ownAreas].map((area) => ({ area, at: Date.now() })));
    if (hasNewRights) onRights();
    await Promise.all([
      announceUnlessSame(() => refreshQueries(client, areas)),
      refreshQueries(client, ownAreas),
    ]);
  }

  function next(): void {
    timer = undefined;
    if (!waiting) return;
    const news = waiting;
    waiting = null;
    timer = setTimeout(next, PAUSE_MS);
    run(news);
  }

  const refresh = (news: LiveNews) => {
    waiting = {
      areas: [...(waiting?.areas ?? []), ...news.areas],
      ownAreas: [...(waiting?.ownAreas ?? []), ...news.ownAreas],
      hasNewRights: news.hasNewRights || (waiting?.hasNewRights ?? false),
    };
    if (timer === undefined) next();
  };
  return {
    refresh,
    /** Refetches everything on the screen that was not fetched just now. */
    refreshStale: () => announceUnlessSame(() => refreshStale(client)),
    end: () => {
      clearTimeout(timer);
      endWatch();
    },
  };
}
