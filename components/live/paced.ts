import type { LiveNews } from '@/domain/live/types';

/**
 * Runs work for news of changes: at once if the last time was a while ago, otherwise after a pause, with all news that
 * arrived in between.
 *
 * @param pauseMs shortest time between two times
 */
export function createPaced(pauseMs: number, run: (news: LiveNews) => void) {
  let waiting: LiveNews | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    timer = undefined;
    if (!waiting) return;
    const news = waiting;
    waiting = null;
    timer = setTimeout(next, pauseMs);
    run(news);
  }

  return {
    add({ areas, ownAreas, hasNewRights }: LiveNews): void {
      if (areas.length === 0 && ownAreas.length === 0 && !hasNewRights) return;
      waiting = {
        areas: [...(waiting?.areas ?? []), ...areas],
        ownAreas: [...(waiting?.ownAreas ?? []), ...ownAreas],
        hasNewRights: hasNewRights || (waiting?.hasNewRights ?? false),
      };
      if (timer === undefined) next();
    },
    end: () => clearTimeout(timer),
  };
}
