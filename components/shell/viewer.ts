import { overseesAll, type Rights } from '@/domain/call/permissions';
import type { Owner } from '@/domain/sessions/types';
import { nameOf } from '../ui/named';
import { joined, type Sentence, sentence } from '../ui/sentence';

/** Who looks at the page: what the shell needs to know of the actor, and no more. */
export interface Viewer extends Rights, Owner {}

/**
 * What a viewer's pages are about, in words.
 *
 * @param viewer who looks
 */
export function scopeOf(viewer: Rights): string | Sentence {
  if (overseesAll(viewer)) return 'All companies';
  const parts = [
    ...(viewer.permissions.includes('Operator') ? ['All OMSs and accounts'] : []),
    ...viewer.adminOf.map(({ id, name }) => nameOf({ kind: 'company', id, name })),
  ];
  if (parts.length === 0) return 'Nothing to manage';
  const [first = ''] = parts;
  return parts.length > 2 ? sentence`${first} and ${parts.length - 1} more` : joined(parts, ' and ');
}

/**
 * What a viewer is, in the exchange's terms.
 *
 * @param viewer who looks
 */
export function titlesOf(viewer: Rights): string {
  const titles = [...viewer.permissions, ...(viewer.adminOf.length > 0 ? ['CompanyAdmin'] : [])];
  return titles.length === 0 ? 'No permission' : titles.join(', ');
}
