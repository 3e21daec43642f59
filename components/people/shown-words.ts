import type { ShownParts } from '@/domain/users/types';

type AccessPart = Exclude<keyof ShownParts, 'history'>;

interface Words {
  seen?: string;
  unseen?: string;
}

/** What a reader sees and does not see of each kind, by how much of it is shown to them. */
const WORDS: { [Part in AccessPart]: Record<ShownParts[Part], Words> } = {
  omses: { all: { seen: 'OMSs' }, none: { unseen: 'OMSs' } },
  accounts: { all: { seen: 'accounts' }, none: { unseen: 'accounts' } },
  roles: {
    all: { seen: 'company roles' },
    'own companies': { seen: 'roles in companies that you manage', unseen: 'roles in other companies' },
    none: { unseen: 'company roles' },
  },
  permissions: {
    all: { seen: 'permissions' },
    Operator: { seen: 'the Operator permission', unseen: 'other permissions' },
    none: { unseen: 'permissions' },
  },
  signIn: { all: { seen: 'sign-in' }, none: { unseen: 'sign-in' } },
  sessions: { all: { seen: 'open sessions' }, none: { unseen: 'open sessions' } },
};

const wordsOf = <Part extends AccessPart>(part: Part, shown: ShownParts): Words => WORDS[part][shown[part]];

const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * What a person's page shows and what it leaves out.
 *
 * @returns `unseen` is null for readers who see everything
 */
export function shownWords(shown: ShownParts): { seen: string; unseen: string | null } {
  const parts = (Object.keys(WORDS) as AccessPart[]).map((part) => wordsOf(part, shown));
  const unseen = listed.format(parts.flatMap((part) => part.unseen ?? []));
  if (unseen === '') return { seen: 'Showing: everything', unseen: null };
  return {
    seen: `Showing: ${parts.flatMap((part) => part.seen ?? []).join(', ')}`,
    unseen: `${unseen.charAt(0).toUpperCase()}${unseen.slice(1)} aren’t shown to you; a PlatformAdmin can check.`,
  };
}
