import { tabNow } from './tab';

/** The address of the newest entries of the actor, about one person or with one call. */
export function ownEntriesHref({ subject, call }: { subject?: number; call?: string | undefined }): string {
  const filters = { actor: tabNow().owner?.userId, subject, call };
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? `${name}=${value}` : []));
  return `/audit?${given.join('&')}`;
}
