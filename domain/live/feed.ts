import { listenTo } from '@/prisma/listen';
import { type Change, MOST_CHANGES, readChanges, readNewestSeq } from './changes';

const CHANNEL = 'access_console_changes';

/** Changes that come within this time are told together. */
const GATHER_MS = 50;

/** Follows what is changed, as it happens. */
export interface Follower {
  /** Never called again before it has finished. */
  onChanges(changes: Change[]): Promise<void>;
  /** There are more than can be told one by one. */
  onMany(): Promise<void>;
  /** Changes can't be heard of for now; or again, and those missed have been told. */
  onState(isUp: boolean, error?: unknown): void;
}

/**
 * Follows what is tried and changed anywhere: by this process, by another, by a program. Nothing is missed while the
 * connection is away: it is read when it is back.
 *
 * @param follower who hears of it
 * @returns ends it
 */
export function followChanges(follower: Follower): () => void {
  let newest: bigint | null = null;
  let isReading = false;
  let isAwaited = false;
  let timer: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    if (newest === null) {
      newest = await readNewestSeq();
      return;
    }
    const changes = await readChanges(newest);
    if (changes.length === MOST_CHANGES) {
      newest = await readNewestSeq();
      await follower.onMany();
    } else if (changes.length > 0) {
      newest = changes.at(-1)?.seq ?? newest;
      await follower.onChanges(changes);
    }
  }

  /** One after the other; what comes meanwhile is read right after. */
  async function readAll(): Promise<boolean> {
    if (isReading) {
      isAwaited = true;
      return true;
    }
    isReading = true;
    try {
      do {
        isAwaited = false;
        await read();
      } while (isAwaited);
      return true;
    } catch (error) {
      follower.onState(false, error);
      return false;
    } finally {
      isReading = false;
    }
  }

  const soon = () => {
    timer ??= setTimeout(async () => {
      timer = undefined;
      await readAll();
    }, GATHER_MS);
  };

  const end = listenTo(CHANNEL, {
    onNotice: soon,
    onUp: async () => {
      if (await readAll()) follower.onState(true);
    },
    onDown: (error) => follower.onState(false, error),
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
