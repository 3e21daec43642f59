import type { QueryClient } from '@tanstack/react-query';
import type { LiveNews, QueryPrefix } from '@/domain/live/types';
import { refreshQueries, refreshStale, watchArrivals } from '../data/queries';
import { focusOrHeading } from '../ui/focus';
import { createPaced } from './paced';

/** Shortest time between two refetches, however many changes arrive. */
const PAUSE_MS = 500;
/** The same for the overview, which nearly every change affects and which counts much. */
const OVERVIEW_PAUSE_MS = 10_000;
/** Longest time that a page takes to arrive from the server. */
const ON_ITS_WAY_MS = 5_000;
const COMMIT_MS = 100;

interface Options {
  /** Called when data on the screen changed through another user's action. */
  onChanged: (count: number) => void;
  /** Called when the actor's own rights may have changed. */
  onRights: () => void;
}

const isWithin = (prefixes: readonly QueryPrefix[], area: QueryPrefix) =>
  prefixes.some((prefix) => prefix.every((part, index) => part === area[index]));

const OVERVIEW: QueryPrefix = ['overview'];
const isOverview = (area: QueryPrefix) => area[0] === OVERVIEW[0];
/** The overview is also part of everything, the empty prefix. */
const overviewIn = (areas: readonly QueryPrefix[]): QueryPrefix[] =>
  areas.some((area) => area.length === 0 || isOverview(area)) ? [OVERVIEW] : [];

/**
 * Refetches what is on the screen: at once if the last refetch was a while ago, otherwise at most twice a
 * second, with all changes that arrived in between. The overview is refetched at most every 10 seconds.
 */
export function createRefresher(client: QueryClient, { onChanged, onRights }: Options) {
  let recent: { area: QueryPrefix; at: number }[] = [];
  let count = 0;

  // A page that the server rendered before the change contains outdated data.
  const endWatch = watchArrivals(client, (area) => {
    recent = recent.filter(({ at }) => Date.now() - at < ON_ITS_WAY_MS);
    return isWithin(
      recent.map((one) => one.area),
      area,
    );
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

  async function run(
    { areas, ownAreas, hasNewRights }: LiveNews,
    isIncluded: (area: QueryPrefix) => boolean,
  ): Promise<void> {
    recent.push(...[...areas, ...ownAreas].map((area) => ({ area, at: Date.now() })));
    if (hasNewRights) onRights();
    const isOthers = (area: QueryPrefix) => isIncluded(area) && isWithin(areas, area);
    const isOwn = (area: QueryPrefix) => isIncluded(area) && isWithin(ownAreas, area) && !isOthers(area);
    await Promise.all([
      announceUnlessSame(() => refreshQueries(client, isOthers)),
      refreshQueries(client, isOwn),
    ]);
  }

  const overview = createPaced(OVERVIEW_PAUSE_MS, (news) => run(news, isOverview));
  const others = createPaced(PAUSE_MS, (news) => run(news, (area) => !isOverview(area)));
  const refresh = (news: LiveNews) => {
    overview.add({ areas: overviewIn(news.areas), ownAreas: overviewIn(news.ownAreas), hasNewRights: false });
    others.add(news);
  };
  return {
    refresh,
    /** Refetches everything on the screen that was not fetched just now. */
    refreshStale: () => announceUnlessSame(() => refreshStale(client)),
    end: () => {
      overview.end();
      others.end();
      endWatch();
    },
  };
}
