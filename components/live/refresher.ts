import type { QueryClient } from '@tanstack/react-query';
import type { LiveNews, QueryPrefix } from '@/domain/live/types';
import { refreshQueries, refreshStale, watchArrivals } from '../data/queries';

/** However much happens, what is shown is asked for again at most so often. */
const PAUSE_MS = 500;
/** A page takes no longer to come from the server. */
const ON_ITS_WAY_MS = 5_000;
const COMMIT_MS = 100;

interface Options {
  /** Something of what is shown has changed by somebody else's doing. */
  onChanged: (count: number) => void;
  /** The reader's own rights may have changed. */
  onRights: () => void;
}

/**
 * Brings what is shown up to date: at once when it was quiet, and else twice a second at most, with all that has come
 * together meanwhile.
 *
 * @param client holds what is shown
 * @param options who hears of it
 */
export function createRefresher(client: QueryClient, { onChanged, onRights }: Options) {
  let waiting: LiveNews | null = null;
  let recent: { area: QueryPrefix; at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  // A page that was on its way from the server meanwhile brings what was true before.
  const endWatch = watchArrivals(client, (area) => {
    recent = recent.filter(({ at }) => Date.now() - at < ON_ITS_WAY_MS);
    return recent.some((one) => one.area.every((part, index) => part === area[index]));
  });

  /** Says that something has changed, and minds the focus, which may have gone with its row. */
  async function announceUnlessSame(refresh: () => Promise<boolean>): Promise<void> {
    const focused = document.activeElement;
    if (!(await refresh())) return;
    count += 1;
    onChanged(count);
    // React takes the row away a moment after its data has gone.
    setTimeout(() => {
      const isLost = focused && !focused.isConnected && document.activeElement === document.body;
      if (isLost) document.querySelector<HTMLElement>('h1')?.focus();
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
    /** Everything that is shown and was not just asked for. */
    refreshStale: () => announceUnlessSame(() => refreshStale(client)),
    end: () => {
      clearTimeout(timer);
      endWatch();
    },
  };
}
