import type { Owner } from '@/domain/sessions/types';

/**
 * The user for whom this tab's pages were rendered, and the name of another user if the browser is now signed
 * in as that user. The tab keeps its owner until it is reloaded.
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

/** The user for whom the tab's first page was rendered owns the tab. On the server there is no tab. */
export function openTab(owner: Owner): void {
  if (typeof document !== 'undefined') tab.owner ??= owner;
}

/**
 * Records whose session the browser's cookie names.
 *
 * @param present null without a session. If the owner has a new session, the tab continues in it
 */
export function meet(present: Owner | null): void {
  const isOtherUser = present !== null && tab.owner !== null && present.userId !== tab.owner.userId;
  const owner = isOtherUser ? tab.owner : (present ?? tab.owner);
  change({ owner, otherUser: isOtherUser ? present.userName : null });
}

export const tabNow = (): Readonly<Tab> => tab;

/** @returns stops it */
export function onTabChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
