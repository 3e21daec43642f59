import type { Owner } from '@/domain/sessions/types';

/**
 * For whom the pages of this tab were made, and the name of another user by whom the browser is signed in by now, if
 * it is. The tab stays its owner's until it is loaded anew.
 */
interface Tab {
  owner: Owner | null;
  otherUser: string | null;
}

let tab: Tab = { owner: null, otherUser: null };
const listeners = new Set<() => void>();

function change(next: Tab): void {
  const isSame = next.otherUser === tab.otherUser && next.owner?.sessionId === tab.owner?.sessionId;
  tab = next;
  if (!isSame) for (const listener of listeners) listener();
}

/** The tab belongs to whom its first page was made for. On the server there is no tab. */
export function openTab(owner: Owner): void {
  if (typeof document !== 'undefined') tab.owner ??= owner;
}

/**
 * Takes in whose session the browser's cookie names.
 *
 * @param present null when it names none. The owner's own, in a new session, goes on in it
 */
export function meet(present: Owner | null): void {
  const isOtherUser = present !== null && tab.owner !== null && present.userId !== tab.owner.userId;
  const owner = isOtherUser ? tab.owner : (present ?? tab.owner);
  change({ owner, otherUser: isOtherUser ? present.userName : null });
}

export const tabNow = (): Readonly<Tab> => tab;

/** @returns ends it */
export function onTabChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
