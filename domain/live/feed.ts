import { listenTo } from '@/prisma/listen';
import { type Change, MAX_CHANGES, readChanges, readNewestSeq } from './changes';

const CHANNEL = 'access_console_changes';

/** Changes within this time are reported together. */
const GATHER_MS = 50;
const RETRY_MS = 1_000;

/** Receives changes as they happen. */
export interface Follower {
  /**
   * It is not called again before it has finished. If it throws, it gets the same changes once more. 50
   * changes mean that there may be more.
   */
  onChanges(changes: Change[]): Promise<void>;
  /**
   * `isUp` is false while changes can't be followed, and true again once all missed changes were reported.
   */
  onState(isUp: boolean, error?: unknown): void;
}

/**
 * Follows attempts and changes by all processes, console and gateway alike. After a lost connection it reads
 * what it missed.
 *
 * @param since number of the last entry that is already known, or null to begin with the next one
 * @returns a function that stops following
 */
export function followChanges(follower: Follower, since: bigint | null): () => void {
  let newest: bigint | null = null;
  let isHeard = false;
  let isUp = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | null = null;
  let isEnded = false;

  function tellState(state: boolean, error?: unknown): void {
    if (isEnded || (state === isUp && !error)) return;
    isUp = state;
    follower.onState(state, error);
  }

  async function read(): Promise<void> {
    if (newest === null) {
      // A client can send any number, or one from before the database was restored from a backup.
      const head = await readNewestSeq();
      newest = since === null || since > head ? head : since;
    }
    const changes = await readChanges(newest);
    if (isEnded || changes.length === 0) return;
    const reached = changes.length < MAX_CHANGES ? changes.at(-1)?.seq : await readNewestSeq();
    await follower.onChanges(changes);
    newest = reached ?? newest;
  }

  /** Reads one after the other: a call during a read waits, and then reads again. */
  function readInTurn(): Promise<void> {
    const turn = (reading ?? Promise.resolve()).then(read).then(
      () => tellState(isHeard),
      (error) => {
        tellState(false, error);
        soon(RETRY_MS);
      },
    );
    reading = turn;
    return turn;
  }

  function soon(ms: number): void {
    if (isEnded) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      readInTurn();
    }, ms);
  }

  const end = listenTo(CHANNEL, {
    onNotice: () => soon(GATHER_MS),
    onUp: () => {
      isHeard = true;
      readInTurn();
    },
    onDown: (error) => {
      isHeard = false;
      tellState(false, error);
    },
  });
  return () => {
    isEnded = true;
    clearTimeout(timer);
    end();
  };
}
