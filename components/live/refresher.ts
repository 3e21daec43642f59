import type { QueryClient } from '@tanstack/react-query';
import type { Area, LiveNews } from '@/domain/live/types';
import { refreshAreas, refreshStale, watchArrivals } from '../data/queries';

/** However much happens, what is shown is asked for again at most so often. */
const PAUSE_MS = 1_000;
/** A page takes no longer to come from the server. */
const ON_ITS_WAY_MS = 5_000;

interface Options {
  /** Something of what is shown has changed by somebody else's doing. */
  onChanged: (count: number) => void;
  /** The reader's own rights may have changed. */
  onRights: () => void;
}

/**
 * Brings what is shown up to date: at once when it was quiet, and else once a second at most, with all that has come
 * together meanwhile.
 *
 * @param client holds what is shown
 * @param options who hears of it
 */
export function createRefresher(client: QueryClient, { onChanged, onRights }: Options) {
  let waiting: LiveNews | null = null;
  let recent: { area: Area; at: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  // A page that was on its way from the server meanwhile brings what was true before.
  const endWatch = watchArrivals(client, (area) => {
    recent = recent.filter(({ at }) => Date.now() - at < ON_ITS_WAY_MS);
    return recent.some((one) => one.area.every((part, index) => part === area[index]));
  });

  async function run({ areas, isOwn, hasNewRights }: LiveNews): Promise<void> {
    const focused = document.activeElement;
    recent.push(...areas.map((area) => ({ area, at: Date.now() })));
    const hasChanged = await refreshAreas(client, areas);
    if (hasNewRights) onRights();
    if (!hasChanged || isOwn) return;
    count += 1;
    onChanged(count);
    // What had the focus may have gone with its row.
    if (focused && !focused.isConnected) document.querySelector<HTMLElement>('h1')?.focus();
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
    const areas: Area[] = [...(waiting?.areas ?? []), ...news.areas];
    waiting = {
      areas,
      isOwn: news.isOwn && (waiting?.isOwn ?? true),
      hasNewRights: news.hasNewRights || (waiting?.hasNewRights ?? false),
    };
    if (timer === undefined) next();
  };
  return {
    refresh,
    /** Everything that is shown and was not just asked for. */
    refreshStale: () => refreshStale(client),
    end: () => {
      clearTimeout(timer);
      endWatch();
    },
  };
}
