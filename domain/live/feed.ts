import { listenTo } from '@/prisma/listen';
import { type Change, MAX_CHANGES, readChanges, readNewestSeq } from './changes';

const CHANNEL = 'access_console_changes';

/** Changes that come within this time are told together. */
const GATHER_MS = 50;
const RETRY_MS = 1_000;

/** Follows what is changed, as it happens. */
export interface Follower {
  /**
   * Never called again before it has finished. What it throws makes the same changes come once more. There
   * are 50 when there may have been more than can be told.
   */
  onChanges(changes: Change[]): Promise<void>;
  /** Changes can't be heard of for now; or again, and those missed have been told. */
  onState(isUp: boolean, error?: unknown): void;
}

/**
 * Follows what is tried and changed anywhere: by this process, by another, by a program. Nothing is missed
 * while the connection is away: it is read when it is back.
 *
 * @param follower who hears of it
 * @param since number of the entry after which it begins, or null: with what comes next
 * @returns ends it
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
      // A reader may name any number, or one from before the log was put back.
      const head = await readNewestSeq();
      newest = since === null || since > head ? head : since;
    }
    const changes = await readChanges(newest);
    if (isEnded || changes.length === 0) return;
    const reached = changes.length < MAX_CHANGES ? changes.at(-1)?.seq : await readNewestSeq();
    await follower.onChanges(changes);
    newest = reached ?? newest;
  }

  /** One after the other: who comes meanwhile waits, and then reads for himself. */
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
