import { overseesAll, type Rights } from '@/domain/call/permissions';
import { nameOf } from '../ui/named';
import { joined, type Sentence, sentence } from '../ui/sentence';

/** Describes the scope of the actor's pages. */
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

/** Describes the actor's permissions and roles in the exchange's terms. */
export function titlesOf(viewer: Rights): string {
  const titles = [...viewer.permissions, ...(viewer.adminOf.length > 0 ? ['CompanyAdmin'] : [])];
  return titles.length === 0 ? 'No permission' : titles.join(', ');
}
